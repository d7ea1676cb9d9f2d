import { expect, test } from 'vitest';
import { countsAsCsv } from './counts-csv.ts';

test('F29: names are quoted, formulas defused, and a gap is empty rather than zero', () => {
  const bucket = { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z' };
  const csv = countsAsCsv([
    {
      cameraName: 'Gate, "north"',
      lineName: '=1+1',
      class: 'car',
      directionName: 'in',
      buckets: [
        { ...bucket, value: null, coverage: 0 },
        { ...bucket, value: 0, coverage: 1 },
      ],
    },
  ]);
  expect(csv.split('\r\n')).toEqual([
    'camera,line,class,direction,from,to,count,coverage',
    `"Gate, ""north""",'=1+1,car,in,${bucket.from},${bucket.to},,0`,
    `"Gate, ""north""",'=1+1,car,in,${bucket.from},${bucket.to},0,1`,
    '',
  ]);
});
