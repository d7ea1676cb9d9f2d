import { describe, expect, it } from 'vitest';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { countsCsv, eventsNdjson, lineSummaries, zoneSummaries } from './offline-output.ts';
import type { OfflineResult } from './offline-result.ts';

const quarter = Date.parse('2026-05-04T10:15:00Z');
const result: OfflineResult = {
  pictures: 100,
  width: 100,
  height: 100,
  firstMs: quarter,
  lastMs: quarter + 90_000,
  damagedPackets: 0,
  events: [
    {
      ruleId: 9,
      kind: 'intrusion',
      timeMs: quarter + 1500,
      arrivedMs: 0,
      class: 'person',
      confidence: 0.71239,
      zoneId: 3,
      point: [0.61234567, 0.5],
    },
  ],
  counts: [
    { lineId: 1, class: 'person', direction: 'forward', bucketStartMs: quarter, count: 2 },
    { lineId: 1, class: 'car', direction: 'backward', bucketStartMs: quarter, count: 1 },
  ],
  presence: [{ zoneId: 3, class: 'person', bucketStartMs: quarter, objectMs: 45_000 }],
  coverage: [{ bucketStartMs: quarter, analysedMs: 90_000 }],
  measures: [],
  stays: [],
  refusedRules: [],
};

describe('the outputs of an analysed file', () => {
  it('hold a row for each line, direction and class of a watched quarter hour, zeros too', () => {
    const [line] = depotPlan.lines;
    if (!line) throw new Error('the plan has a line');
    const plan = { ...depotPlan, lines: [{ ...line, name: 'gate, "north"' }] };
    const interval = '2026-05-04T10:15:00.000Z,2026-05-04T10:30:00.000Z';
    expect(countsCsv(plan, result).split('\n')).toEqual([
      'line,direction,class,from,to,count,coverage',
      `"gate, ""north""",in,person,${interval},2,0.1`,
      `"gate, ""north""",in,car,${interval},0,0.1`,
      `"gate, ""north""",out,person,${interval},0,0.1`,
      `"gate, ""north""",out,car,${interval},1,0.1`,
      '',
    ]);
  });

  it('name rule, zone and time of an event', () => {
    expect(JSON.parse(eventsNdjson(depotPlan, result))).toEqual({
      time: '2026-05-04T10:15:01.500Z',
      offsetSeconds: 1.5,
      rule: 'Person in the yard',
      kind: 'intrusion',
      class: 'person',
      confidence: 0.7124,
      zone: 'yard',
      point: [0.6123, 0.5],
    });
  });

  it('sum the lines up and average the zones', () => {
    expect(lineSummaries(depotPlan, result)).toEqual([
      { name: 'gate', total: 3, directions: { in: { person: 2 }, out: { car: 1 } } },
    ]);
    expect(zoneSummaries(depotPlan, result)).toEqual([{ name: 'yard', meanPresent: { person: 0.5 } }]);
  });
});
