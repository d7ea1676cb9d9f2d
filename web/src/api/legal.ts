import { queryOptions } from '@tanstack/react-query';
import type { Purpose } from '#features/privacy/legal-schema.ts';
import { request } from './client.ts';

/** The register of purposes. */
export const purposesQuery = queryOptions({
  queryKey: ['purposes'],
  queryFn: async ({ signal }) =>
    (await request<{ readonly items: Purpose[] }>('/api/v1/legal/purposes', { signal })).items,
});
