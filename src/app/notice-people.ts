import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import { type Role, rolePermissions, roles } from '#features/accounts/permissions.ts';
import type { RightsStore } from '#features/accounts/rights-store.ts';
import type { FindReceiver, ListPeople } from '#features/notifications/ports.ts';

/** Whether a role may read alerts. */
export const readsAlerts = (role: string): boolean =>
  roles.some((one) => one === role && rolePermissions[one].includes('alerts:read'));

/** Finds a person with the rights of a moment: those the rest of Vigie goes by. */
export function createFindReceiver(rights: Pick<RightsStore, 'rightsOf'>): FindReceiver {
  return async (tx, personId, atMs) => {
    const held = await rights.rightsOf(tx, personId, new Date(atMs));
    if (held === undefined || held.isSuspended) return undefined;
    const { rows } = await sql<{ name: string; email: string }>`
      SELECT name, email FROM person WHERE id = ${personId}`.execute(queries(tx));
    const { role, cameraIds, viewableIds } = held;
    return (
      rows[0] && { id: personId, ...rows[0], role, mayReadAlerts: readsAlerts(role), cameraIds, viewableIds }
    );
  };
}

/** Lists everybody who may sign in. */
export const createListPeople =
  (territoryId: number): ListPeople =>
  async (tx) => {
    const { rows } = await sql<{ id: string; name: string; role: Role }>`
      SELECT id, name, role FROM person WHERE territory_id = ${territoryId} AND suspended_at IS NULL
       ORDER BY name, id`.execute(queries(tx));
    return rows;
  };
