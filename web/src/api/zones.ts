import { queryOptions } from '@tanstack/react-query';
import type { DrawnShapes, Line, Mask, ShapeFaults, Zone } from '#features/zones/zone-schema.ts';
import { type Page, queryString, request } from './client.ts';

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

/** The privacy masks of a camera. */
export const masksQuery = (cameraId: number) =>
  queryOptions({
    queryKey: ['masks', cameraId],
    queryFn: async ({ signal }) =>
      (await request<Page<Mask>>(`/api/v1/cameras/${cameraId}/masks?limit=500`, { signal })).items,
    staleTime: 60_000,
  });

/** The sorts of shapes, as their addresses name them. */
export type ShapeList = 'zones' | 'lines' | 'masks';

/** Draws a shape on a camera. */
export const addShape = (cameraId: number, list: ShapeList, input: object): Promise<Zone | Line | Mask> =>
  request(`/api/v1/cameras/${cameraId}/${list}`, { method: 'POST', body: input });

/** Changes a shape, if it still has the version. */
export const changeShape = (list: ShapeList, id: number, input: object): Promise<Zone | Line | Mask> =>
  request(`/api/v1/${list}/${id}`, { method: 'PATCH', body: input });

/** Removes a shape, if it still has the version; with force although rules watch it. */
export const removeShape = (
  list: ShapeList,
  id: number,
  { version, force = false }: { readonly version?: number | undefined; readonly force?: boolean },
): Promise<unknown> =>
  request(`/api/v1/${list}/${id}${queryString({ version, ...(force ? { force: 'true' } : {}) })}`, {
    method: 'DELETE',
  });

/** What makes drawn shapes unusable, in the words of the server. */
export const shapeFaultsQuery = (cameraId: number, drawn: DrawnShapes) =>
  queryOptions({
    queryKey: ['shape-faults', cameraId, drawn],
    queryFn: async ({ signal }) =>
      (
        await request<ShapeFaults>(`/api/v1/cameras/${cameraId}/shape-faults`, {
          method: 'POST',
          body: drawn,
          signal,
        })
      ).faults,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
  });
