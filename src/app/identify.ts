import type { KeyHolder, KeyService } from '#features/accounts/key-service.ts';
import { rolePermissions, roleRegimes } from '#features/accounts/permissions.ts';
import type { Sessions } from '#features/accounts/ports.ts';
import type { RightsService } from '#features/accounts/rights-service.ts';
import type { Regime } from '#foundation/legal-gate.ts';
import type { Identify, Principal } from '#http/access.ts';

/** Finds who asks: the holder of a key, else the person whose session the cookie names. */
export function createIdentify(
  sessions: Pick<Sessions, 'personOf'>,
  keys: Pick<KeyService, 'holderOf'>,
  rights: Pick<RightsService, 'rightsOf' | 'camerasIn'>,
): Identify {
  async function keyPrincipal(key: string): Promise<Principal | undefined> {
    const holder = await keys.holderOf(key);
    const regimes = holder === undefined ? [] : regimesOf(holder);
    return (
      holder && {
        kind: 'key',
        id: String(holder.id),
        name: holder.name,
        email: undefined,
        role: undefined,
        permissions: holder.scopes,
        cameraIds: await rights.camerasIn(holder.cameras, regimes),
        regimes,
      }
    );
  }

  async function personPrincipal(headers: Headers): Promise<Principal | undefined> {
    const person = await sessions.personOf(headers);
    const held = person && (await rights.rightsOf(person));
    if (person === undefined || held === undefined) return undefined;
    const { id, name, email, sessionId } = person;
    const { role, cameraIds, viewableIds, isHalf, secondFactor } = held;
    const who = { id, name, email, role, permissions: rolePermissions[role], regimes: roleRegimes[role] };
    const session = { id: sessionId, secondFactor };
    return { kind: 'person', ...who, cameraIds, viewableIds, isHalf, session };
  }

  return (headers) => {
    const [scheme, key] = (headers.get('authorization') ?? '').split(' ');
    return scheme?.toLowerCase() === 'bearer' && key !== undefined
      ? keyPrincipal(key)
      : personPrincipal(headers);
  };
}

/** A key reads of one law; how the machine works is of none. */
function regimesOf({ scopes, regime }: KeyHolder): readonly Regime[] {
  return scopes.every((scope) => scope === 'metrics:read') ? ['rgpd', 'titre-iii'] : [regime];
}
