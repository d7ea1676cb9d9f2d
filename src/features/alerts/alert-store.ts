import { type Selectable, sql } from 'kysely';
import { pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import { inCameraScope } from '#database/scoped.ts';
import type { AlertTable } from '#database/tables.ts';
import type { Scoped } from '#foundation/camera-scope.ts';
import { invalidField } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Alert, AlertState } from './alert-schema.ts';

/** What a list of alerts is narrowed to; `from` and `to` are RFC 3339, `to` not included. */
export interface AlertFilter extends Scoped {
  readonly state?: AlertState | undefined;
  readonly camera?: number | undefined;
  readonly rule?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** One change of one alert, numbered in the order in which changes were stored. */
export interface AlertChange {
  readonly sequence: number;
  readonly alert: Alert;
}

/** The rule that saw something, with the names an alert keeps. */
export interface RaisingRule {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly severity: Alert['severity'];
  readonly cooldownSeconds: number;
  readonly enabled: boolean;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly cameraId: number;
  readonly cameraName: string;
}

/** What an alert is raised with. */
export interface NewAlert {
  readonly rule: RaisingRule;
  readonly class: string | null;
  readonly where: string | null;
  readonly direction: string | null;
  readonly point: readonly [number, number] | null;
  readonly confidence: number | null;
  readonly value: number | null;
  readonly summary: { readonly en: string; readonly fr: string } | null;
  readonly occurredMs: number;
  readonly raisedMs: number;
}

/** The alerts of a territory. */
export interface AlertStore {
  list(tx: Tx, request: PageRequest & AlertFilter): Promise<Page<Alert>>;
  find(tx: Tx, id: number): Promise<Alert | undefined>;
  /** Changes are numbered in the order of their commits: whoever takes a number holds the turn until then. */
  takeTurn(tx: Tx): Promise<void>;
  findRule(tx: Tx, ruleId: number): Promise<RaisingRule | undefined>;
  /** Names of the zone or line, and of the direction, of what was seen. */
  findPlace(tx: Tx, seen: SeenPlace): Promise<{ where: string | null; direction: string | null }>;
  /** Whether the rule raised an alert within `seconds` of the moment, before or after it. */
  hasRecent(tx: Tx, ruleId: number, momentMs: number, seconds: number): Promise<boolean>;
  insert(tx: Tx, alert: NewAlert): Promise<{ readonly id: number; readonly sequence: number }>;
  /** Answers the number of the change. */
  decide(tx: Tx, id: number, decision: Decision): Promise<number>;
  changesAfter(tx: Tx, sequence: number, limit: number): Promise<AlertChange[]>;
  lastSequence(tx: Tx): Promise<number>;
}

/** Zone or line of a sighting. */
export interface SeenPlace {
  readonly zoneId?: number;
  readonly lineId?: number;
  readonly direction?: 'forward' | 'backward';
}

interface Decision {
  readonly state: AlertState;
  readonly by: string;
  readonly reason: string | null;
  readonly atMs: number;
}

const turnKey = 7_245_003;

/** Makes the store of a territory's alerts. */
export function createAlertStore(territoryId: number): AlertStore {
  return { ...createReading(territoryId), ...createWriting(territoryId), findRule, findPlace };
}

type Reading = Pick<AlertStore, 'list' | 'find' | 'changesAfter' | 'lastSequence'>;

function createReading(territoryId: number): Reading {
  const selection = (tx: Tx) =>
    queries(tx)
      .selectFrom('alert')
      .innerJoin('camera', 'camera.id', 'alert.camera_id')
      .selectAll('alert')
      .select('camera.name as camera_name')
      .where('alert.territory_id', '=', territoryId);
  return {
    async list(tx, request) {
      let query = selection(tx).where(inCameraScope(sql`alert.camera_id`, request.cameraIds));
      if (request.state !== undefined) query = query.where('alert.state', '=', request.state);
      if (request.camera !== undefined) query = query.where('alert.camera_id', '=', request.camera);
      if (request.rule !== undefined) query = query.where('alert.rule_id', '=', request.rule);
      if (request.from !== undefined) query = query.where('alert.occurred_at', '>=', new Date(request.from));
      if (request.to !== undefined) query = query.where('alert.occurred_at', '<', new Date(request.to));
      const cursor = readCursor(request.after);
      if (cursor !== undefined)
        query = query.where(
          sql<boolean>`(alert.occurred_at, alert.id) < (to_timestamp(${cursor.ms}::float8 / 1000), ${cursor.id})`,
        );
      const rows = await query
        .orderBy('alert.occurred_at', 'desc')
        .orderBy('alert.id', 'desc')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(fromRow), request, ({ occurredAt, id }) => `${Date.parse(occurredAt)}-${id}`);
    },
    async find(tx, id) {
      const row = await selection(tx).where('alert.id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async changesAfter(tx, sequence, limit) {
      const rows = await selection(tx)
        .where('alert.change_sequence', '>', sequence)
        .orderBy('alert.change_sequence')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ sequence: row.change_sequence, alert: fromRow(row) }));
    },
    async lastSequence(tx) {
      const row = await queries(tx)
        .selectFrom('alert')
        .select((query) => query.fn.max('change_sequence').as('last'))
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return row?.last ?? 0;
    },
  };
}

type Writing = Pick<AlertStore, 'takeTurn' | 'hasRecent' | 'insert' | 'decide'>;

function createWriting(territoryId: number): Writing {
  return {
    async takeTurn(tx) {
      await sql`SELECT pg_advisory_xact_lock(${turnKey})`.execute(queries(tx));
    },
    async hasRecent(tx, ruleId, momentMs, seconds) {
      const span = seconds * 1000;
      const row = await queries(tx)
        .selectFrom('alert')
        .select('id')
        .where('rule_id', '=', ruleId)
        .where('occurred_at', '>', new Date(momentMs - span))
        .where('occurred_at', '<', new Date(momentMs + span))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async insert(tx, alert) {
      const { rule } = alert;
      const row = await queries(tx)
        .insertInto('alert')
        .values({
          territory_id: territoryId,
          camera_id: rule.cameraId,
          rule_id: rule.id,
          rule_name: rule.name,
          kind: rule.kind,
          severity: rule.severity,
          class: alert.class,
          location: alert.where,
          direction: alert.direction,
          point: alert.point === null ? null : JSON.stringify(alert.point),
          confidence: alert.confidence,
          summary: alert.summary === null ? null : JSON.stringify(alert.summary),
          value: alert.value,
          occurred_at: new Date(alert.occurredMs),
          raised_at: new Date(alert.raisedMs),
          change_sequence: sql<number>`nextval('alert_change')`,
        })
        .returning(['id', 'change_sequence as sequence'])
        .executeTakeFirstOrThrow();
      return row;
    },
    async decide(tx, id, { state, by, reason, atMs }) {
      const row = await queries(tx)
        .updateTable('alert')
        .set({
          state,
          decided_by: by,
          decided_at: new Date(atMs),
          ...(reason === null ? {} : { reason }),
          change_sequence: sql<number>`nextval('alert_change')`,
        })
        .where('id', '=', id)
        .returning('change_sequence as sequence')
        .executeTakeFirstOrThrow();
      return row.sequence;
    },
  };
}

async function findRule(tx: Tx, ruleId: number): Promise<RaisingRule | undefined> {
  const row = await queries(tx)
    .selectFrom('rule')
    .innerJoin('camera', 'camera.id', 'rule.camera_id')
    .selectAll('rule')
    .select('camera.name as camera_name')
    .where('rule.id', '=', ruleId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.name,
      kind: row.kind,
      severity: row.severity,
      cooldownSeconds: row.cooldown_seconds,
      enabled: row.enabled,
      parameters: row.parameters,
      cameraId: row.camera_id,
      cameraName: row.camera_name,
    }
  );
}

async function findPlace(tx: Tx, { zoneId, lineId, direction }: SeenPlace) {
  if (lineId !== undefined) {
    const line = await queries(tx)
      .selectFrom('line')
      .select(['name', 'forward', 'backward'])
      .where('id', '=', lineId)
      .executeTakeFirst();
    return {
      where: line?.name ?? null,
      direction: direction === undefined ? null : (line?.[direction] ?? direction),
    };
  }
  if (zoneId === undefined) return { where: null, direction: null };
  const zone = await queries(tx)
    .selectFrom('zone')
    .select('name')
    .where('id', '=', zoneId)
    .executeTakeFirst();
  return { where: zone?.name ?? null, direction: null };
}

function readCursor(after: string | undefined): { ms: number; id: number } | undefined {
  if (after === undefined || after === '') return undefined;
  const match = /^(-?\d{1,15})-(\d{1,15})$/.exec(after);
  if (match === null)
    throw invalidField('after', 'is not the `next` of a page', 'leave it out to start from the first page');
  return { ms: Number(match[1]), id: Number(match[2]) };
}

function fromRow(row: Selectable<AlertTable> & { readonly camera_name: string }): Alert {
  return {
    id: row.id,
    cameraId: row.camera_id,
    cameraName: row.camera_name,
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    kind: row.kind,
    severity: row.severity,
    class: row.class,
    where: row.location,
    direction: row.direction,
    point: row.point,
    confidence: row.confidence,
    summary: row.summary,
    value: row.value,
    occurredAt: row.occurred_at.toISOString(),
    raisedAt: row.raised_at.toISOString(),
    state: row.state,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
    reason: row.reason,
  };
}
