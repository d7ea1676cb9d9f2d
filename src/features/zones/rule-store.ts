import { type Selectable, sql } from 'kysely';
import { explained } from '#database/constraints.ts';
import { idAfter, pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import { inCameraScope } from '#database/scoped.ts';
import type { PeriodTable, RuleTable } from '#database/tables.ts';
import type { Scoped } from '#foundation/camera-scope.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Period, PeriodInput, Rule } from './rule-schema.ts';

/** A rule as stored, without what is found out when it is shown. */
export type StoredRule = Omit<Rule, 'sentence' | 'fault' | 'outputs' | 'refusal'>;
/** A rule to store, complete. */
export type RuleValues = Omit<StoredRule, 'id' | 'version'>;

/** The rules of a territory. */
export interface RuleStore {
  list(
    tx: Tx,
    request: PageRequest & Scoped & { readonly camera?: number | undefined },
  ): Promise<Page<StoredRule>>;
  listAll(tx: Tx, cameraId: number): Promise<StoredRule[]>;
  find(tx: Tx, id: number): Promise<StoredRule | undefined>;
  /** The same, and nobody else changes it before the transaction is over. */
  findToChange(tx: Tx, id: number): Promise<StoredRule | undefined>;
  insert(tx: Tx, values: RuleValues): Promise<StoredRule>;
  update(tx: Tx, id: number, values: RuleValues): Promise<StoredRule>;
  remove(tx: Tx, id: number): Promise<boolean>;
  /** The camera a rule stands on. */
  findCamera(tx: Tx, cameraId: number): Promise<RuleCamera | undefined>;
}

/** What a rule must know of its camera. */
export interface RuleCamera {
  readonly name: string;
  readonly hasPosition: boolean;
  /** whether points of known place on the ground are given */
  readonly hasGround: boolean;
}

const nextVersion = sql<number>`version + 1`;

const words = {
  rule_name_taken: {
    field: 'name',
    message: 'this camera has another rule of this name',
    fix: 'choose another name',
  },
};

/** Makes the store of a territory's rules. */
export function createRuleStore(territoryId: number): RuleStore {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('rule').selectAll().where('territory_id', '=', territoryId);
  return {
    async list(tx, request) {
      const { camera } = request;
      const rows = await selection(tx)
        .where('id', '>', idAfter(request))
        .where(inCameraScope(sql`camera_id`, request.cameraIds))
        .$if(camera !== undefined, (query) => query.where('camera_id', '=', camera ?? 0))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(fromRow), request, ({ id }) => String(id));
    },
    async listAll(tx, cameraId) {
      return (await selection(tx).where('camera_id', '=', cameraId).orderBy('id').execute()).map(fromRow);
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async findToChange(tx, id) {
      const row = await selection(tx).where('id', '=', id).forUpdate().executeTakeFirst();
      return row && fromRow(row);
    },
    async insert(tx, values) {
      const query = queries(tx)
        .insertInto('rule')
        .values({ ...toRow(values), territory_id: territoryId })
        .returningAll();
      return fromRow(await explained(words, () => query.executeTakeFirstOrThrow()));
    },
    async update(tx, id, values) {
      const query = queries(tx)
        .updateTable('rule')
        .set({ ...toRow(values), version: nextVersion })
        .where('id', '=', id)
        .returningAll();
      return fromRow(await explained(words, () => query.executeTakeFirstOrThrow()));
    },
    async remove(tx, id) {
      const { numDeletedRows } = await queries(tx)
        .deleteFrom('rule')
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async findCamera(tx, cameraId) {
      const row = await queries(tx)
        .selectFrom('camera')
        .select(['name', 'position', 'ground'])
        .where('id', '=', cameraId)
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { name, position, ground } = row;
      return { name, hasPosition: position !== null, hasGround: ground !== null };
    },
  };
}

function fromRow(row: Selectable<RuleTable>): StoredRule {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    cameraId: row.camera_id,
    kind: row.kind,
    parameters: row.parameters,
    periodId: row.period_id,
    severity: row.severity,
    cooldownSeconds: row.cooldown_seconds,
    minimumConfidence: row.minimum_confidence,
    enabled: row.enabled,
  };
}

const toRow = (rule: RuleValues) => ({
  name: rule.name,
  camera_id: rule.cameraId,
  kind: rule.kind,
  parameters: JSON.stringify(rule.parameters),
  period_id: rule.periodId,
  severity: rule.severity,
  cooldown_seconds: rule.cooldownSeconds,
  minimum_confidence: rule.minimumConfidence,
  enabled: rule.enabled,
});

/** The periods of a territory. */
export interface PeriodStore {
  list(tx: Tx, request: PageRequest): Promise<Page<Period>>;
  listAll(tx: Tx): Promise<Period[]>;
  find(tx: Tx, id: number): Promise<Period | undefined>;
  /** The same, and nobody else changes it before the transaction is over. */
  findToChange(tx: Tx, id: number): Promise<Period | undefined>;
  insert(tx: Tx, input: PeriodInput): Promise<Period>;
  update(tx: Tx, id: number, input: PeriodInput): Promise<Period>;
  remove(tx: Tx, id: number): Promise<void>;
  /** Rules that hold during the period, and whether their camera has a position. */
  rulesOf(tx: Tx, id: number): Promise<{ readonly name: string; readonly hasPosition: boolean }[]>;
}

const periodWords = {
  period_name_taken: { field: 'name', message: 'another period has this name', fix: 'choose another name' },
};

/** Makes the store of a territory's periods. */
export function createPeriodStore(territoryId: number): PeriodStore {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('period').selectAll().where('territory_id', '=', territoryId);
  return {
    async list(tx, request) {
      const rows = await selection(tx)
        .where('id', '>', idAfter(request))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(fromPeriodRow), request, ({ id }) => String(id));
    },
    async listAll(tx) {
      return (await selection(tx).orderBy('id').execute()).map(fromPeriodRow);
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && fromPeriodRow(row);
    },
    async findToChange(tx, id) {
      const row = await selection(tx).where('id', '=', id).forUpdate().executeTakeFirst();
      return row && fromPeriodRow(row);
    },
    async insert(tx, { name, ...definition }) {
      const query = queries(tx)
        .insertInto('period')
        .values({ territory_id: territoryId, name, definition: JSON.stringify(definition) })
        .returningAll();
      return fromPeriodRow(await explained(periodWords, () => query.executeTakeFirstOrThrow()));
    },
    async update(tx, id, { name, ...definition }) {
      const query = queries(tx)
        .updateTable('period')
        .set({ name, definition: JSON.stringify(definition), version: nextVersion })
        .where('id', '=', id)
        .returningAll();
      return fromPeriodRow(await explained(periodWords, () => query.executeTakeFirstOrThrow()));
    },
    async remove(tx, id) {
      await queries(tx).deleteFrom('period').where('id', '=', id).execute();
    },
    async rulesOf(tx, id) {
      const rows = await queries(tx)
        .selectFrom('rule')
        .innerJoin('camera', 'camera.id', 'rule.camera_id')
        .select(['rule.name', sql<boolean>`camera.position IS NOT NULL`.as('hasPosition')])
        .where('rule.period_id', '=', id)
        .orderBy('rule.id')
        .execute();
      return rows;
    },
  };
}

function fromPeriodRow(row: Selectable<PeriodTable>): Period {
  const { id, name, version } = row;
  return { ...(row.definition as Omit<PeriodInput, 'name'>), id, name, version };
}
