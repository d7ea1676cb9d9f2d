import { queryOptions } from '@tanstack/react-query';
import type { CameraRegister } from '#features/compliance/publication-schema.ts';
import { request } from './client.ts';

/** The public register of cameras; anybody may read it. */
export const registerQuery = queryOptions({
  queryKey: ['register'],
  queryFn: ({ signal }) => request<CameraRegister>('/api/v1/public/cameras', { signal }),
  staleTime: 60_000,
});
