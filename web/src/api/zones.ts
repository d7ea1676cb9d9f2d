import { queryOptions } from '@tanstack/react-query';
import type { Line, Zone } from '#features/zones/zone-schema.ts';
import { type Page, request } from './client.ts';

/** The zones of a camera. */
export const zonesQuery = (cameraId: number) =>
  queryOptions({
    queryKey: ['zones', cameraId],
    queryFn: async ({ signal }) =>
      (await request<Page<Zone>>(`/api/v1/cameras/${cameraId}/zones?limit=500`, { signal })).items,
    staleTime: 60_000,
  });

/** The counting lines of a camera. */
export const linesQuery = (cameraId: number) =>
  queryOptions({
    queryKey: ['lines', cameraId],
    queryFn: async ({ signal }) =>
      (await request<Page<Line>>(`/api/v1/cameras/${cameraId}/lines?limit=500`, { signal })).items,
    staleTime: 60_000,
  });
