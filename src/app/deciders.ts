import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import { type Role, rolePermissions, roles } from '#features/accounts/permissions.ts';
import type { FindDeciders } from '#features/alerts/ports.ts';
import { territoryId } from './accounts.ts';

const deciding: readonly Role[] = roles.filter((role) => rolePermissions[role].includes('alerts:decide'));

/** People who may decide on the alerts of a camera: by their role, and by the cameras that exist for them. */
export const findDeciders: FindDeciders = async (tx, cameraId) => {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT person.id, person.name FROM person, camera
     WHERE person.territory_id = ${territoryId} AND camera.id = ${cameraId}
       AND person.role = ANY (${[...deciding]}::text[]) AND person.suspended_at IS NULL
       AND (person.scope_communes IS NULL OR person.scope_groups IS NULL
            OR camera.commune_id = ANY (person.scope_communes)
            OR EXISTS (SELECT FROM camera_group_member AS member
                        WHERE member.camera_id = camera.id AND member.group_id = ANY (person.scope_groups)))
     ORDER BY person.name, person.id`.execute(queries(tx));
  return rows;
};
