import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { LegalFacts } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import {
  type AuthorisationRecord,
  type BasisRecord,
  type CameraRecord,
  type DecisionRecord,
  factsOf,
  type LegalRecords,
  type PurposeRecord,
  type SealedKind,
} from './legal-records.ts';

/** What the gate must know, read from the records. */
export interface LegalFactsStore {
  /**
   * The facts of these cameras, or of all. Records count only where they match the hash of their last audit line;
   * `unsealed` leaves that out, for a transaction that has just written them: its lines are bound when it commits.
   */
  facts(
    tx: Tx,
    cameraIds: readonly number[] | 'all',
    options?: { readonly unsealed?: boolean },
  ): Promise<ReadonlyMap<number, LegalFacts>>;
  /** The hash of a record, as its audit line must hold it. */
  hash(tx: Tx, kind: SealedKind, id: number): Promise<string>;
  purposes(tx: Tx): Promise<PurposeRecord[]>;
  bases(tx: Tx): Promise<BasisRecord[]>;
  authorisations(tx: Tx): Promise<AuthorisationRecord[]>;
  decisions(tx: Tx): Promise<DecisionRecord[]>;
  /** Records whose last line will soon be old enough to be cut off: they are written anew. */
  fading(tx: Tx, beforeMs: number): Promise<readonly { readonly kind: SealedKind; readonly id: number }[]>;
}

/** Milliseconds since 1970 of a column. */
const ms = (column: string) => sql`round(extract(epoch FROM ${sql.ref(column)}) * 1000)::bigint`;
const dates = sql`'fromMs', ${ms('valid_from')}, 'untilMs', ${ms('valid_until')}`;

/** The camera of a row in the newest impact assessment that is signed, by its number where that was kept; an object without keys: it is not in it. */
const signedCamera = sql`CASE WHEN assessed.facts IS NOT NULL THEN coalesce((
  SELECT one FROM jsonb_array_elements(assessed.facts -> 'cameras') AS one
   WHERE CASE WHEN one ? 'id' THEN one ->> 'id' = record.id::text ELSE one ->> 'name' = record.name END LIMIT 1),
  '{}'::jsonb) END`;

const forms = {
  'camera-law': sql`jsonb_build_object('id', id, 'place', place, 'maskWaiver', mask_waiver, 'purposeIds',
    (SELECT coalesce(jsonb_agg(purpose_id ORDER BY purpose_id), '[]') FROM camera_purpose WHERE camera_id = record.id))`,
  purpose: sql`jsonb_build_object('id', id, 'name', name, 'code', code, 'ground', ground, 'regime', regime,
    'retentionDays', retention_days, 'recipients', recipients, 'description', description, ${dates})`,
  basis: sql`jsonb_build_object('id', id, 'kind', kind, 'reference', reference, 'perimeter', perimeter,
    'documents', documents, 'events', events, 'detectors', detectors, 'cameraIds', camera_ids,
    'signatures', signatures, 'stopped', stopped, ${dates})`,
  authorisation: sql`jsonb_build_object('id', id, 'number', number, 'cameraIds', camera_ids,
    'retentionDays', retention_days, ${dates})`,
  decision: sql`jsonb_build_object('id', id, 'cameraId', camera_id, 'kind', kind, 'motive', motive,
    'decidedBy', decided_by, ${dates})`,
} satisfies Record<SealedKind, RawBuilder<unknown>>;

const tables: Readonly<Record<SealedKind, string>> = {
  'camera-law': 'camera',
  purpose: 'purpose',
  basis: 'legal_basis',
  authorisation: 'authorisation',
  decision: 'legal_decision',
};

/** Makes the store of what the gate must know. */
export function createLegalFactsStore(territoryId: number): LegalFactsStore {
  const list = (kind: SealedKind, where: RawBuilder<unknown> = sql`true`) => sql`(
    SELECT coalesce(jsonb_agg(${forms[kind]} ORDER BY id), '[]') FROM ${sql.table(tables[kind])} AS record
     WHERE territory_id = ${territoryId} AND ${where})`;
  async function all<Item>(tx: Tx, kind: SealedKind): Promise<Item[]> {
    const { rows } = await sql<{ found: Item[] }>`SELECT ${list(kind)} AS found`.execute(queries(tx));
    return rows[0]?.found ?? [];
  }
  async function records(tx: Tx, cameraIds: readonly number[] | 'all'): Promise<LegalRecords> {
    const those = cameraIds === 'all' ? sql`true` : sql`id = ANY (${[...cameraIds]}::bigint[])`;
    const { rows } = await sql<LegalRecords>`
      SELECT (SELECT coalesce(jsonb_agg(${forms['camera-law']} || jsonb_build_object('masks',
                (SELECT count(*) FROM mask WHERE camera_id = record.id), 'regime', regime, 'keptDays',
                coalesce((SELECT kept_days FROM camera_recording WHERE camera_id = record.id), 0),
                'signed', ${signedCamera}) ORDER BY id), '[]')
                FROM camera AS record LEFT JOIN LATERAL (
                  SELECT facts FROM dpia_version WHERE territory_id = record.territory_id AND signed_at IS NOT NULL
                   ORDER BY id DESC LIMIT 1) AS assessed ON true
               WHERE territory_id = ${territoryId} AND ${those}) AS cameras,
             ${list('purpose')} AS purposes, ${list('basis')} AS bases,
             ${list('authorisation')} AS authorisations,
             ${list('decision', sql`valid_until > now() - interval '60 days'`)} AS decisions,
             (SELECT ${ms('doubted_at')}::float8 FROM clock_watch WHERE territory_id = ${territoryId}) AS "clockDoubtedAtMs"`.execute(
      queries(tx),
    );
    const [found] = rows;
    if (found === undefined) throw new Error('the legal records could not be read');
    return found;
  }
  async function lastHashes(tx: Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (subjects.length === 0) return new Map();
    const { rows } = await sql<{ subject: string; hash: string }>`
      SELECT subject, hash FROM unnest(${[...subjects]}::text[]) AS subject CROSS JOIN LATERAL (
        SELECT content::jsonb #>> '{details,rowHash}' AS hash FROM audit_line
         WHERE territory_id = ${territoryId} AND subject_kind = split_part(subject, ' ', 1)
           AND subject_id = split_part(subject, ' ', 2)
           AND content::jsonb #> '{details,rowHash}' IS NOT NULL
         ORDER BY sequence DESC LIMIT 1) AS last`.execute(queries(tx));
    return new Map(rows.map(({ subject, hash }) => [subject, hash]));
  }

  return {
    async facts(tx, cameraIds, { unsealed = false } = {}) {
      const found = await records(tx, cameraIds);
      const hashes = rowHashes(found);
      const last = unsealed ? hashes : await lastHashes(tx, [...hashes.keys()]);
      const isIntact = (kind: SealedKind, id: number) => {
        const own = hashes.get(`${kind} ${id}`);
        return own !== undefined && last.get(`${kind} ${id}`) === own;
      };
      return new Map(found.cameras.map((camera) => [camera.id, factsOf(found, camera, isIntact)]));
    },
    async hash(tx, kind, id) {
      const { rows } = await sql<{ record: object }>`
        SELECT ${forms[kind]} AS record FROM ${sql.table(tables[kind])} AS record
         WHERE territory_id = ${territoryId} AND id = ${id}`.execute(queries(tx));
      if (rows[0] === undefined) throw new Error(`there is no ${kind} ${id}`);
      return rowHash(rows[0].record);
    },
    purposes: (tx) => all(tx, 'purpose'),
    bases: (tx) => all(tx, 'basis'),
    authorisations: (tx) => all(tx, 'authorisation'),
    decisions: (tx) => all(tx, 'decision'),
    async fading(tx, beforeMs) {
      const found = await records(tx, 'all');
      const hashes = rowHashes(found);
      const { rows } = await sql<{ kind: SealedKind; id: string; hash: string; at: number }>`
        SELECT DISTINCT ON (subject_kind, subject_id) subject_kind AS kind, subject_id AS id,
               content::jsonb #>> '{details,rowHash}' AS hash, at_ms AS at
          FROM audit_line WHERE territory_id = ${territoryId}
           AND subject_kind IN ('camera-law', 'purpose', 'basis', 'authorisation', 'decision')
           AND content::jsonb #> '{details,rowHash}' IS NOT NULL
         ORDER BY subject_kind, subject_id, sequence DESC`.execute(queries(tx));
      return rows
        .filter(({ kind, id, hash, at }) => Number(at) < beforeMs && hashes.get(`${kind} ${id}`) === hash)
        .map(({ kind, id }) => ({ kind, id: Number(id) }));
    },
  };
}

/** The hash of each record, by kind and id. */
function rowHashes({ cameras, ...lists }: LegalRecords): ReadonlyMap<string, string> {
  const sealed = cameras.map(
    ({ masks: _, regime: _regime, keptDays: _days, signed: _signed, ...camera }): [string, object] => [
      `camera-law ${camera.id}`,
      camera satisfies CameraRecord,
    ],
  );
  const of = (kind: SealedKind, those: readonly { readonly id: number }[]) =>
    those.map((one): [string, object] => [`${kind} ${one.id}`, one]);
  return new Map(
    [
      ...sealed,
      ...of('purpose', lists.purposes),
      ...of('basis', lists.bases),
      ...of('authorisation', lists.authorisations),
      ...of('decision', lists.decisions),
    ].map(([subject, record]) => [subject, rowHash(record)]),
  );
}

/** SHA-256 of a record, its keys in order. */
function rowHash(record: object): string {
  const text = JSON.stringify(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
  return createHash('sha256').update(text).digest('hex');
}
