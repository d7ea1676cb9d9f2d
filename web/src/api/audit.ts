import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AuditCheck, AuditLine, AuditState } from '#features/audit/audit-schema.ts';
import { type Page, queryString, request } from './client.ts';
import { download } from './download.ts';

/** Which lines of the log are asked for. */
export interface AuditFilter {
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly camera?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const valuesOf = ({ action, actor, camera, from, to }: AuditFilter) => ({ action, actor, camera, from, to });

/** Who did what, the newest first. */
export const auditPagesQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'lines', filter],
    queryFn: ({ pageParam, signal }) =>
      request<Page<AuditLine>>(`/api/v1/audit${queryString({ ...valuesOf(filter), after: pageParam })}`, {
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** Whether the log is whole. */
export const auditStateQuery = queryOptions({
  queryKey: ['audit', 'state'],
  queryFn: ({ signal }) => request<AuditState>('/api/v1/audit/state', { signal }),
});

/** Verifies the log, line by line. */
export const verifyAudit = (): Promise<AuditCheck> => request('/api/v1/audit/verify', { method: 'POST' });

/** Takes the lines out as a file; to whom and why is a line itself. */
export const exportAudit = (
  filter: AuditFilter,
  { kind, recipient, motive }: { kind: 'csv' | 'json'; recipient: string; motive: string },
): Promise<void> =>
  download(
    `/api/v1/audit.${kind}${queryString({ ...valuesOf(filter), recipient, motive })}`,
    `audit.${kind}`,
  );
