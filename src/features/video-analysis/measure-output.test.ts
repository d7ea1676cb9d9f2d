import { describe, expect, it } from 'vitest';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { measureSummaries, measuresCsv, staysCsv } from './measure-output.ts';
import type { OfflineResult } from './offline-result.ts';

const quarter = Date.parse('2026-05-04T10:15:00Z');
const [rule] = depotPlan.rules;
if (!rule) throw new Error('the plan has a rule');
const plan = {
  ...depotPlan,
  rules: [{ ...rule, id: 4, kind: 'dwell', name: 'Time in the yard', parameters: { zoneId: 3 } }],
};
const increment = { ruleId: 4, measure: 'dwell', class: 'car', part: '', bins: [] };
const result: OfflineResult = {
  pictures: 0,
  width: 100,
  height: 100,
  firstMs: quarter,
  lastMs: quarter,
  damagedPackets: 0,
  events: [],
  counts: [],
  presence: [],
  coverage: [],
  measures: [
    { ...increment, bucketStartMs: quarter + 900_000, weight: 1, sum: 60, minimum: 60, maximum: 60 },
    { ...increment, bucketStartMs: quarter, weight: 2, sum: 30, minimum: 10, maximum: 20 },
  ],
  stays: [{ ruleId: 4, zoneId: 3, class: 'car', enteredMs: quarter, leftMs: quarter + 12_500 }],
  refusedRules: [],
};

describe('what rules measured in a file', () => {
  it('is a row a quarter hour, in their order', () => {
    const rows = measuresCsv(plan, result).trim().split('\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatch(/^Time in the yard,dwell,[^,]*,car,,2026-05-04T10:15:00.000Z,.*,2,15,10,20$/);
    expect(rows[2]).toMatch(/,1,60,60,60$/);
  });

  it('is summed up over the file', () => {
    expect(measureSummaries(plan, result)).toMatchObject([{ weight: 3, mean: 30, minimum: 10, maximum: 60 }]);
  });

  it('tells when vehicles came and left', () => {
    expect(staysCsv(plan, result).split('\n')[1]).toBe(
      'Time in the yard,yard,car,2026-05-04T10:15:00.000Z,2026-05-04T10:15:12.500Z,12.5',
    );
  });
});
