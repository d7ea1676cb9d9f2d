import type { KeyService } from '#features/accounts/key-service.ts';
import { rolePermissions } from '#features/accounts/permissions.ts';
import type { Sessions } from '#features/accounts/ports.ts';
import type { Identify, Principal } from '#http/access.ts';

/** Finds who asks: the holder of a key, else the person whose session the cookie names. */
export function createIdentify(sessions: Sessions, keys: KeyService): Identify {
  return (headers) => {
    const [scheme, key] = (headers.get('authorization') ?? '').split(' ');
    return scheme?.toLowerCase() === 'bearer' && key !== undefined
      ? keyPrincipal(keys, key)
      : personPrincipal(sessions, headers);
  };
}

async function keyPrincipal(keys: KeyService, key: string): Promise<Principal | undefined> {
  const holder = await keys.holderOf(key);
  return (
    holder && {
      kind: 'key',
      id: String(holder.id),
      name: holder.name,
      email: undefined,
      role: undefined,
      permissions: holder.scopes,
      cameraIds: 'all',
    }
  );
}

async function personPrincipal(sessions: Sessions, headers: Headers): Promise<Principal | undefined> {
  const person = await sessions.personOf(headers);
  return person && { kind: 'person', ...person, permissions: rolePermissions[person.role], cameraIds: 'all' };
}
