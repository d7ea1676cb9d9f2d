import { queryOptions } from '@tanstack/react-query';
import type { Camera, CameraInput, CameraPatch } from '#features/cameras/camera-schema.ts';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import { type Page, queryString, request } from './client.ts';

/** A camera and how its stream fares. */
export type CameraView = Camera & { readonly health?: CameraHealth | null };

/** All cameras of the territory. */
export const camerasQuery = queryOptions({
  queryKey: ['cameras'],
  queryFn: async ({ signal }) =>
    (await request<Page<CameraView>>(`/api/v1/cameras${queryString({ limit: 500 })}`, { signal })).items,
});

/** One camera. */
export const cameraQuery = (id: number) =>
  queryOptions({
    queryKey: ['cameras', id],
    queryFn: ({ signal }) => request<CameraView>(`/api/v1/cameras/${id}`, { signal }),
  });

/** Adds a camera. */
export const addCamera = (input: CameraInput): Promise<CameraView> =>
  request('/api/v1/cameras', { method: 'POST', body: input });

/** Changes a camera; with the `version` that was read, nobody is overwritten. */
export const changeCamera = (id: number, input: CameraPatch): Promise<CameraView> =>
  request(`/api/v1/cameras/${id}`, { method: 'PATCH', body: input });

/** Removes a camera. */
export const removeCamera = (id: number): Promise<unknown> =>
  request(`/api/v1/cameras/${id}`, { method: 'DELETE' });
