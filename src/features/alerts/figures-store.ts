import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import { inCameraScope } from '#database/scoped.ts';
import type { CameraScope, Scoped } from '#foundation/camera-scope.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { AlertCounts } from './desk-schema.ts';
import type { JudgedAlert, TunedRule } from './tuning.ts';

/** Which alerts are measured. */
export interface FiguresRequest extends Scoped {
  readonly from: string;
  readonly to: string;
}

/** Times of the alerts of a rule, as measured; how many each rests on. */
export interface MeasuredTimes {
  readonly ruleId: number;
  readonly ruleName: string;
  readonly cameraId: number;
  readonly cameraName: string;
  readonly alerts: number;
  readonly confirmed: number;
  readonly rejected: number;
  readonly open: number;
  readonly seen: number;
  readonly judged: number;
  readonly sightMedian: number | null;
  readonly sightP90: number | null;
  readonly decisionMedian: number | null;
  readonly decisionP90: number | null;
}

/** A rule as far as tuning goes. */
export interface RuleToTune extends TunedRule {
  readonly cameraId: number;
}

/** Counts and measures the alerts of a territory. */
export interface FiguresStore {
  counts(tx: Tx, cameraIds: CameraScope): Promise<AlertCounts>;
  times(tx: Tx, request: FiguresRequest): Promise<MeasuredTimes[]>;
  findRule(tx: Tx, ruleId: number): Promise<RuleToTune | undefined>;
  /** The last alerts of a rule that were judged since a moment, the newest first. */
  judged(tx: Tx, ruleId: number, sinceMs: number): Promise<JudgedAlert[]>;
}

const mostJudged = 300;

/** Makes the store that counts and measures alerts. */
export function createFiguresStore(territoryId: number): FiguresStore {
  return {
    async counts(tx, cameraIds) {
      const { rows } = await sql<{ cameraId: number; fresh: number; acknowledged: number }>`
        SELECT camera_id AS "cameraId", count(*) FILTER (WHERE state = 'new')::int AS fresh,
               count(*) FILTER (WHERE state = 'acknowledged')::int AS acknowledged
          FROM alert
         WHERE territory_id = ${territoryId} AND state IN ('new', 'acknowledged') AND merged_into IS NULL
           AND ${inCameraScope(sql`camera_id`, cameraIds)}
         GROUP BY camera_id ORDER BY camera_id`.execute(queries(tx));
      const sum = (count: (row: (typeof rows)[number]) => number): number =>
        rows.reduce((total, row) => total + count(row), 0);
      return {
        new: sum(({ fresh }) => fresh),
        acknowledged: sum(({ acknowledged }) => acknowledged),
        newByCamera: rows.flatMap(({ cameraId, fresh: count }) => (count === 0 ? [] : [{ cameraId, count }])),
      };
    },
    async times(tx, { from, to, cameraIds }) {
      const { rows } = await sql<MeasuredTimes>`
        SELECT rule.id AS "ruleId", rule.name AS "ruleName", camera.id AS "cameraId", camera.name AS "cameraName",
               count(*)::int AS alerts,
               count(*) FILTER (WHERE alert.verdict = 'confirmed')::int AS confirmed,
               count(*) FILTER (WHERE alert.verdict = 'rejected')::int AS rejected,
               count(*) FILTER (WHERE alert.state IN ('new', 'acknowledged'))::int AS open,
               count(alert.first_seen_at)::int AS seen, count(alert.verdict_at)::int AS judged,
               ${share(0.5, sql`first_seen_at`)} AS "sightMedian", ${share(0.9, sql`first_seen_at`)} AS "sightP90",
               ${share(0.5, sql`verdict_at`)} AS "decisionMedian", ${share(0.9, sql`verdict_at`)} AS "decisionP90"
          FROM alert JOIN rule ON rule.id = alert.rule_id JOIN camera ON camera.id = alert.camera_id
         WHERE alert.territory_id = ${territoryId} AND alert.merged_into IS NULL
           AND alert.raised_at >= ${new Date(from)} AND alert.raised_at < ${new Date(to)}
           AND ${inCameraScope(sql`alert.camera_id`, cameraIds)}
         GROUP BY rule.id, camera.id ORDER BY camera.name, rule.name, rule.id`.execute(queries(tx));
      return rows;
    },
    async findRule(tx, ruleId) {
      const row = await queries(tx)
        .selectFrom('rule')
        .innerJoin('camera', 'camera.id', 'rule.camera_id')
        .select(['rule.camera_id', 'rule.minimum_confidence', 'rule.cooldown_seconds', 'camera.confidence'])
        .where('rule.id', '=', ruleId)
        .where('rule.territory_id', '=', territoryId)
        .executeTakeFirst();
      return (
        row && {
          cameraId: row.camera_id,
          confidence: row.minimum_confidence ?? row.confidence,
          cooldownSeconds: row.cooldown_seconds,
        }
      );
    },
    async judged(tx, ruleId, sinceMs) {
      const { rows } = await sql<JudgedAlert>`
        SELECT alert.verdict, alert.reason_code AS "reasonCode", alert.confidence, alert.point,
               (extract(epoch FROM alert.occurred_at) * 1000)::float8 AS "occurredMs",
               extract(hour FROM alert.occurred_at AT TIME ZONE territory.time_zone)::int AS hour,
               to_char(alert.occurred_at AT TIME ZONE territory.time_zone, 'YYYY-MM-DD') AS day
          FROM alert JOIN territory ON territory.id = alert.territory_id
         WHERE alert.rule_id = ${ruleId} AND alert.verdict IS NOT NULL AND alert.merged_into IS NULL
           AND alert.occurred_at >= ${new Date(sinceMs)}
         ORDER BY alert.occurred_at DESC LIMIT ${mostJudged}`.execute(queries(tx));
      return rows;
    },
  };
}

/** Seconds from the raising of an alert to a later moment, below which a share of the alerts lies. */
const share = (part: number, moment: ReturnType<typeof sql>) =>
  sql`percentile_cont(${part}) WITHIN GROUP
        (ORDER BY greatest(0, extract(epoch FROM alert.${moment} - alert.raised_at)))`;
