import { useQuery } from '@tanstack/react-query';
import type { Permission } from '#features/accounts/account-schema.ts';
import { meQuery } from '@/api/accounts.ts';

/** Whether the person signed in may do this; the server checks it again. */
export function usePermission(permission: Permission): boolean {
  const { data: me } = useQuery(meQuery);
  return me?.permissions.includes(permission) ?? false;
}
