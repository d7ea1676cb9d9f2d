import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Alert } from './alert-schema.ts';

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

/** Zone or line of a sighting. */
export interface SeenPlace {
  readonly zoneId?: number;
  readonly lineId?: number;
  readonly direction?: 'forward' | 'backward';
}

/** Stores alerts as rules raise them. */
export interface AlertRaising {
  findRule(tx: Tx, ruleId: number): Promise<RaisingRule | undefined>;
  /** Names of the zone or line, and of the direction, of what was seen. */
  findPlace(tx: Tx, seen: SeenPlace): Promise<{ where: string | null; direction: string | null }>;
  /** Whether the rule raised an alert within `seconds` of the moment, before or after it. */
  hasRecent(tx: Tx, ruleId: number, momentMs: number, seconds: number): Promise<boolean>;
  /** Whether the rule sleeps at the moment; what it would have raised is counted, one a cool-down. */
  countAsleep(tx: Tx, rule: Pick<RaisingRule, 'id' | 'cooldownSeconds'>, momentMs: number): Promise<boolean>;
  insert(tx: Tx, alert: NewAlert): Promise<{ readonly id: number; readonly sequence: number }>;
}

/** Makes the raising side of the store of a territory's alerts. */
export function createAlertRaising(territoryId: number): AlertRaising {
  return {
    findRule,
    findPlace,
    countAsleep,
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
    insert: (tx, alert) =>
      queries(tx)
        .insertInto('alert')
        .values(rowOf(territoryId, alert))
        .returning(['id', 'change_sequence as sequence'])
        .executeTakeFirstOrThrow(),
  };
}

function rowOf(territoryId: number, { rule, ...alert }: NewAlert) {
  return {
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
  };
}

async function countAsleep(
  tx: Tx,
  { id, cooldownSeconds }: Pick<RaisingRule, 'id' | 'cooldownSeconds'>,
  momentMs: number,
): Promise<boolean> {
  const at = new Date(momentMs);
  const row = await queries(tx)
    .selectFrom('rule_snooze')
    .select(['id', 'last_counted_at'])
    .where('rule_id', '=', id)
    .where('from_at', '<=', at)
    .where(sql<boolean>`COALESCE(ended_at, until_at) > ${at}`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return false;
  const lastMs = row.last_counted_at?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (momentMs - lastMs >= cooldownSeconds * 1000)
    await queries(tx)
      .updateTable('rule_snooze')
      .set({ counted: sql<number>`counted + 1`, last_counted_at: at })
      .where('id', '=', row.id)
      .execute();
  return true;
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
