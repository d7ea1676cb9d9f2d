import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { AlertTable } from '#database/alert-tables.ts';
import { pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import { inCameraScope } from '#database/scoped.ts';
import type { Tables } from '#database/tables.ts';
import type { Scoped } from '#foundation/camera-scope.ts';
import { invalidField } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Alert, AlertState } from './alert-schema.ts';

/** What a list of alerts is narrowed to; `from` and `to` are RFC 3339, `to` not included. */
export interface AlertFilter extends Scoped {
  readonly states?: readonly AlertState[] | undefined;
  readonly severity?: Alert['severity'] | undefined;
  readonly camera?: number | undefined;
  readonly regime?: Alert['regime'] | undefined;
  readonly rule?: number | undefined;
  /** the id of a person, or whether there is one */
  readonly assignee?: { readonly id: string } | 'nobody' | 'somebody' | undefined;
  /** words in the names, the summary or the class */
  readonly words?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** One change of one alert, numbered in the order in which changes were stored. */
export interface AlertChange {
  readonly sequence: number;
  readonly alert: Alert;
}

/** Reads the alerts of a territory. */
export interface AlertReading {
  /** Repeats that were merged are left out. */
  list(tx: Tx, request: PageRequest & AlertFilter): Promise<Page<Alert>>;
  find(tx: Tx, id: number): Promise<Alert | undefined>;
  findAll(tx: Tx, ids: readonly number[]): Promise<Alert[]>;
  occurrencesOf(tx: Tx, id: number): Promise<Alert[]>;
  /** Open alerts of a rule, merged into none, within a time. */
  openOf(tx: Tx, ruleId: number, span: { readonly fromMs: number; readonly toMs: number }): Promise<Alert[]>;
  changesAfter(tx: Tx, sequence: number, limit: number): Promise<AlertChange[]>;
  lastSequence(tx: Tx): Promise<number>;
}

/** Makes the reading side of the store of a territory's alerts. */
export function createAlertReading(territoryId: number): AlertReading {
  const selection = selectionOf(territoryId);
  return {
    async list(tx, request) {
      const cursor = readCursor(request.after);
      const rows = await selection(tx)
        .where('alert.merged_into', 'is', null)
        .where(inCameraScope(sql`alert.camera_id`, request.cameraIds))
        .where((query) => query.and(conditionsOf(query, request)))
        .$if(cursor !== undefined, (query) =>
          query.where(
            sql<boolean>`(alert.occurred_at, alert.id) < (to_timestamp(${cursor?.ms ?? 0}::float8 / 1000), ${cursor?.id ?? 0})`,
          ),
        )
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
    async findAll(tx, ids) {
      const rows = await selection(tx)
        .where('alert.id', '=', sql<number>`ANY (${[...ids]}::bigint[])`)
        .orderBy('alert.occurred_at', 'desc')
        .orderBy('alert.id', 'desc')
        .execute();
      return rows.map(fromRow);
    },
    async occurrencesOf(tx, id) {
      const rows = await selection(tx)
        .where('alert.merged_into', '=', id)
        .orderBy('alert.occurred_at', 'desc')
        .orderBy('alert.id', 'desc')
        .limit(mostOccurrences)
        .execute();
      return rows.map(fromRow);
    },
    async openOf(tx, ruleId, { fromMs, toMs }) {
      const rows = await selection(tx)
        .where('alert.rule_id', '=', ruleId)
        .where('alert.merged_into', 'is', null)
        .where('alert.state', 'in', ['new', 'acknowledged'])
        .where('alert.occurred_at', '>=', new Date(fromMs))
        .where('alert.occurred_at', '<=', new Date(toMs))
        .orderBy('alert.occurred_at', 'desc')
        .limit(mostOccurrences)
        .execute();
      return rows.map(fromRow);
    },
    ...createChangeReading(territoryId),
  };
}

/** Alerts of before a camera had a purpose are under the GDPR. */
const regimeOfCamera = sql<Alert['regime']>`coalesce(camera.regime, 'rgpd')`;

/** Every alert with the names of its camera and of who looks after it. */
const selectionOf = (territoryId: number) => (tx: Tx) =>
  queries(tx)
    .selectFrom('alert')
    .innerJoin('camera', 'camera.id', 'alert.camera_id')
    .selectAll('alert')
    .select('camera.name as camera_name')
    .select(regimeOfCamera.as('camera_regime'))
    .select(sql<string | null>`(SELECT name FROM person WHERE id = alert.assignee_id)`.as('assignee_name'))
    .where('alert.territory_id', '=', territoryId);

function createChangeReading(territoryId: number): Pick<AlertReading, 'changesAfter' | 'lastSequence'> {
  const selection = selectionOf(territoryId);
  return {
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

const mostOccurrences = 200;

function conditionsOf(query: ExpressionBuilder<Tables, 'alert' | 'camera'>, filter: AlertFilter) {
  const { states, severity, camera, regime, rule, assignee, words, from, to } = filter;
  return [
    ...(states === undefined ? [] : [query('alert.state', 'in', [...states])]),
    ...(severity === undefined ? [] : [query('alert.severity', '=', severity)]),
    ...(camera === undefined ? [] : [query('alert.camera_id', '=', camera)]),
    ...(regime === undefined ? [] : [sql<boolean>`${regimeOfCamera} = ${regime}`]),
    ...(rule === undefined ? [] : [query('alert.rule_id', '=', rule)]),
    ...(assignee === 'nobody' ? [query('alert.assignee_id', 'is', null)] : []),
    ...(assignee === 'somebody' ? [query('alert.assignee_id', 'is not', null)] : []),
    ...(typeof assignee === 'object' ? [query('alert.assignee_id', '=', assignee.id)] : []),
    ...(words === undefined ? [] : [holding(words)]),
    ...(from === undefined ? [] : [query('alert.occurred_at', '>=', new Date(from))]),
    ...(to === undefined ? [] : [query('alert.occurred_at', '<', new Date(to))]),
  ];
}

/** Whether what a person reads of an alert holds the words, in either language. */
function holding(words: string) {
  const pattern = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`concat_ws(' ', alert.rule_name, camera.name, alert.location, alert.class,
    alert.summary ->> 'en', alert.summary ->> 'fr') ILIKE ${pattern}`;
}

function readCursor(after: string | undefined): { ms: number; id: number } | undefined {
  if (after === undefined || after === '') return undefined;
  const match = /^(-?\d{1,15})-(\d{1,15})$/.exec(after);
  if (match === null)
    throw invalidField('after', 'is not the `next` of a page', 'leave it out to start from the first page');
  return { ms: Number(match[1]), id: Number(match[2]) };
}

interface Named {
  readonly camera_name: string;
  readonly camera_regime: Alert['regime'];
  readonly assignee_name: string | null;
}

function fromRow(row: Selectable<AlertTable> & Named): Alert {
  return {
    id: row.id,
    cameraId: row.camera_id,
    cameraName: row.camera_name,
    regime: row.camera_regime,
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
    reasonCode: row.reason_code as Alert['reasonCode'],
    verdict: row.verdict,
    firstSeenAt: row.first_seen_at?.toISOString() ?? null,
    assignee:
      row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? row.assignee_id },
    mergedInto: row.merged_into,
    occurrences: row.occurrences,
    version: row.version,
    sequence: row.change_sequence,
  };
}
