import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { CameraScope } from '#foundation/camera-scope.ts';
import type { Regime } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { type Role, roleRegimes } from './permissions.ts';

/** What a person may do and see at one moment. */
export interface Rights {
  readonly role: Role;
  readonly isSuspended: boolean;
  readonly firstSignInAt: Date | null;
  /** an authenticator that was tried, or a passkey */
  readonly hasSecondFactor: boolean;
  readonly cameraIds: CameraScope;
  /** cameras in the scope that a habilitation covers at that moment */
  readonly viewableIds: readonly number[];
}

/** Cameras of a scope, as stored: communes and groups, both null for the whole territory. */
export interface StoredScope {
  readonly communes: readonly number[] | null;
  readonly groups: readonly number[] | null;
}

/** Reads who may see what. */
export interface RightsStore {
  rightsOf(tx: Tx, personId: string, at: Date): Promise<Rights | undefined>;
  /** The cameras of a scope whose data belong to these regimes; those that hold none yet belong to all. */
  camerasIn(tx: Tx, scope: StoredScope, regimes: readonly Regime[]): Promise<CameraScope>;
  noteFirstSignIn(tx: Tx, personId: string, at: Date): Promise<void>;
}

/** Rights in PostgreSQL. */
export function createRightsStore(territoryId: number): RightsStore {
  return {
    async rightsOf(tx, personId, at) {
      const { rows } = await sql<PersonRights>`
        SELECT role, suspended_at IS NOT NULL AS "isSuspended", first_sign_in_at AS "firstSignInAt",
               scope_communes AS communes, scope_groups AS groups,
               EXISTS (SELECT FROM passkey WHERE person_id = person.id)
                 OR EXISTS (SELECT FROM authenticator WHERE person_id = person.id AND confirmed_at IS NOT NULL)
                 AS "hasSecondFactor"
          FROM person WHERE id = ${personId} AND territory_id = ${territoryId}`.execute(queries(tx));
      const person = rows[0];
      if (person === undefined) return undefined;
      const { communes, groups, ...rest } = person;
      const cameraIds = await camerasIn(tx, territoryId, { communes, groups }, roleRegimes[rest.role]);
      const covered = await coveredCameras(tx, territoryId, personId, at);
      const viewableIds = covered.filter((id) => cameraIds === 'all' || cameraIds.includes(id));
      return { ...rest, cameraIds, viewableIds };
    },
    camerasIn: (tx, scope, regimes) => camerasIn(tx, territoryId, scope, regimes),
    async noteFirstSignIn(tx, personId, at) {
      await sql`UPDATE person SET first_sign_in_at = ${at} WHERE id = ${personId} AND first_sign_in_at IS NULL`.execute(
        queries(tx),
      );
    },
  };
}

type PersonRights = Omit<Rights, 'cameraIds' | 'viewableIds'> & StoredScope;

async function camerasIn(
  tx: Tx,
  territoryId: number,
  { communes, groups }: StoredScope,
  regimes: readonly Regime[],
): Promise<CameraScope> {
  const isForeign = sql`(regime IS NOT NULL AND regime <> ALL (${[...regimes]}::text[]))`;
  if (communes === null || groups === null) {
    const { rows } = await sql<{ ids: number[] | null }>`
      SELECT CASE WHEN bool_or(${isForeign})
                  THEN coalesce(jsonb_agg(id ORDER BY id) FILTER (WHERE NOT ${isForeign}), '[]') END AS ids
        FROM camera WHERE territory_id = ${territoryId}`.execute(queries(tx));
    return rows[0]?.ids ?? 'all';
  }
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM camera
     WHERE territory_id = ${territoryId} AND NOT ${isForeign}
       AND (commune_id = ANY (${[...communes]}::bigint[])
            OR id IN (SELECT camera_id FROM camera_group_member WHERE group_id = ANY (${[...groups]}::bigint[])))
     ORDER BY id`.execute(queries(tx));
  return rows.map(({ id }) => id);
}

/** Days and hours of a habilitation are those of the territory's clock. */
async function coveredCameras(
  tx: Tx,
  territoryId: number,
  personId: string,
  at: Date,
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    WITH moment AS (SELECT ${at}::timestamptz AT TIME ZONE time_zone AS wall FROM territory WHERE id = ${territoryId})
    SELECT camera.id FROM camera, moment
     WHERE camera.territory_id = ${territoryId} AND EXISTS (
       SELECT FROM habilitation AS act
        WHERE act.person_id = ${personId} AND act.ended_at IS NULL
          AND act.trained_on <= wall::date AND wall::date BETWEEN act.valid_from AND act.valid_until
          AND (act.commune_id IS NULL OR act.commune_id = camera.commune_id)
          AND (act.group_id IS NULL OR EXISTS (
                SELECT FROM camera_group_member AS member
                 WHERE member.group_id = act.group_id AND member.camera_id = camera.id))
          AND CASE
                WHEN act.daily_from IS NULL THEN true
                WHEN act.daily_from <= act.daily_until THEN wall::time >= act.daily_from AND wall::time < act.daily_until
                ELSE wall::time >= act.daily_from OR wall::time < act.daily_until
              END)
     ORDER BY camera.id`.execute(queries(tx));
  return rows.map(({ id }) => id);
}
