import { sql } from 'kysely';
import { explained } from '#database/constraints.ts';
import { queries } from '#database/queries.ts';
import type { Regime } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { AuthorisationRecord, BasisRecord, DecisionRecord, PurposeRecord } from './legal-records.ts';

type Values<Row extends { readonly id: number }> = Omit<Row, 'id'>;

/** Writes records of one sort. */
export interface RecordWriter<Row extends { readonly id: number }> {
  insert(tx: Tx, values: Values<Row>): Promise<number>;
  update(tx: Tx, id: number, values: Values<Row>): Promise<void>;
  remove(tx: Tx, id: number): Promise<void>;
}

/** Writes what the gate must know. */
export interface LegalRegisterStore {
  readonly purposes: RecordWriter<PurposeRecord>;
  readonly bases: RecordWriter<BasisRecord>;
  readonly authorisations: RecordWriter<AuthorisationRecord>;
  readonly decisions: RecordWriter<DecisionRecord>;
  /** cameras that serve a purpose */
  camerasOf(tx: Tx, purposeId: number): Promise<number[]>;
  /** Makes these the purposes of a camera. */
  setPurposes(tx: Tx, cameraId: number, purposeIds: readonly number[]): Promise<void>;
  setMaskWaiver(tx: Tx, cameraId: number, reason: string | null): Promise<void>;
  /** Puts a camera under a regime; false when it holds data of the other, which stays there. */
  setRegime(tx: Tx, cameraId: number, regime: Regime): Promise<boolean>;
}

const words = {
  purpose_name_taken: {
    field: 'name',
    message: 'another purpose has this name',
    fix: 'give each purpose its own name',
  },
  authorisation_number_taken: {
    field: 'number',
    message: 'this authorisation is recorded already',
    fix: 'change that record',
  },
};

const date = (ms: number): Date => new Date(ms);
const end = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const json = (value: unknown): string => JSON.stringify(value);

/** Makes the store that writes a territory's legal records. */
export function createLegalRegisterStore(territoryId: number): LegalRegisterStore {
  return {
    purposes: writer('purpose', territoryId, ({ retentionDays, fromMs, untilMs, recipients, ...rest }) => ({
      ...rest,
      recipients: json(recipients),
      retention_days: retentionDays,
      valid_from: date(fromMs),
      valid_until: end(untilMs),
    })),
    bases: writer('legal_basis', territoryId, ({ kind, reference, perimeter, ...rest }) => ({
      kind,
      reference,
      perimeter,
      documents: json(rest.documents),
      events: json(rest.events),
      detectors: json(rest.detectors),
      camera_ids: json(rest.cameraIds),
      signatures: json(rest.signatures),
      stopped: json(rest.stopped),
      valid_from: date(rest.fromMs),
      valid_until: date(rest.untilMs),
    })),
    authorisations: writer('authorisation', territoryId, ({ number, cameraIds, retentionDays, ...rest }) => ({
      number,
      camera_ids: json(cameraIds),
      retention_days: retentionDays,
      valid_from: date(rest.fromMs),
      valid_until: date(rest.untilMs),
    })),
    decisions: writer('legal_decision', territoryId, ({ cameraId, kind, motive, decidedBy, ...rest }) => ({
      camera_id: cameraId,
      kind,
      motive,
      decided_by: decidedBy,
      valid_from: date(rest.fromMs),
      valid_until: date(rest.untilMs),
    })),
    async camerasOf(tx, purposeId) {
      const rows = await queries(tx)
        .selectFrom('camera_purpose')
        .select('camera_id')
        .where('purpose_id', '=', purposeId)
        .execute();
      return rows.map(({ camera_id: id }) => id);
    },
    async setPurposes(tx, cameraId, purposeIds) {
      await queries(tx).deleteFrom('camera_purpose').where('camera_id', '=', cameraId).execute();
      const rows = [...new Set(purposeIds)].map((id) => ({ camera_id: cameraId, purpose_id: id }));
      if (rows.length > 0) await queries(tx).insertInto('camera_purpose').values(rows).execute();
    },
    async setMaskWaiver(tx, cameraId, reason) {
      await queries(tx)
        .updateTable('camera')
        .set({ mask_waiver: reason })
        .where('id', '=', cameraId)
        .where('territory_id', '=', territoryId)
        .execute();
    },
    async setRegime(tx, cameraId, regime) {
      const { numAffectedRows } = await sql`
        UPDATE camera SET regime = ${regime} WHERE id = ${cameraId} AND territory_id = ${territoryId}
           AND (regime IS NULL OR regime = ${regime} OR NOT camera_holds_data(id))`.execute(queries(tx));
      return numAffectedRows === 1n;
    },
  };
}

type RecordTable = 'purpose' | 'legal_basis' | 'authorisation' | 'legal_decision';

function writer<Row extends { readonly id: number }>(
  table: RecordTable,
  territoryId: number,
  toRow: (values: Values<Row>) => Record<string, unknown>,
): RecordWriter<Row> {
  return {
    async insert(tx, values) {
      const row = { ...toRow(values), territory_id: territoryId } as never;
      const query = queries(tx).insertInto(table).values(row).returning('id');
      return (await explained(words, () => query.executeTakeFirstOrThrow())).id;
    },
    async update(tx, id, values) {
      const query = queries(tx)
        .updateTable(table)
        .set(toRow(values) as never)
        .where('id', '=', id)
        .where('territory_id', '=', territoryId);
      await explained(words, () => query.execute());
    },
    async remove(tx, id) {
      await queries(tx)
        .deleteFrom(table)
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .execute();
    },
  };
}
