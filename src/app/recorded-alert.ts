import { queries } from '#database/queries.ts';
import type { FindAlert } from '#features/recording/ports.ts';

/** Finds the alert that a rule of a camera raised at a moment of the stream. */
export const findRecordedAlert: FindAlert = async (tx, { cameraId, ruleId, timeMs }) => {
  const row = await queries(tx)
    .selectFrom('alert')
    .select(['id', 'rule_name'])
    .where('camera_id', '=', cameraId)
    .where('rule_id', '=', ruleId)
    .where('occurred_at', '=', new Date(timeMs))
    .executeTakeFirst();
  return row && { id: row.id, ruleName: row.rule_name };
};
