import { expect, test } from 'vitest';
import { countsAsCsv } from './counts-csv.ts';

test('F28, F29: names are quoted, formulas defused, and a gap is empty rather than zero; models stand beside their figures', () => {
  const bucket = { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z' };
  const csv = countsAsCsv([
    {
      cameraName: 'Gate, "north"',
      regime: 'rgpd',
      lineName: '=1+1',
      class: 'car',
      directionName: 'in',
      buckets: [
        { ...bucket, value: null, coverage: 0, models: [] },
        { ...bucket, value: 0, coverage: 1, models: ['a 12ab int8', 'b 34cd fp32'] },
      ],
    },
  ]);
  expect(csv.split('\r\n')).toEqual([
    'camera,line,class,direction,from,to,count,coverage,regime,models',
    `"Gate, ""north""",'=1+1,car,in,${bucket.from},${bucket.to},,0,rgpd,`,
    `"Gate, ""north""",'=1+1,car,in,${bucket.from},${bucket.to},0,1,rgpd,a 12ab int8 + b 34cd fp32`,
    '',
  ]);
});
