import { describe, expect, it } from 'vitest';
import type { Period } from '#features/zones/rule-schema.ts';
import { periodDraft, periodFaults, periodInput } from './period-draft.ts';

const stored: Period = {
  id: 3,
  version: 2,
  name: 'Evenings',
  weekly: [
    { days: ['monday', 'friday'], from: '18:00', to: '23:00' },
    { days: ['sunday'], from: 'sunset', to: 'sunrise' },
  ],
  dates: [{ from: '2027-03-01', to: '2027-10-31' }],
  except: [{ from: '2027-07-14', to: '2027-07-14' }],
  holidays: 'exclude',
};

describe('the form of a period', () => {
  it('gives a stored period back as it was', () => {
    const { id: _, version: __, ...input } = stored;
    expect(periodInput(periodDraft(stored))).toEqual(input);
  });

  it('starts with the nights of every day', () => {
    const { weekly } = periodInput({ ...periodDraft(undefined), name: 'Night' });
    expect(weekly).toMatchObject([{ from: '22:00', to: '06:00' }]);
    expect(weekly?.[0]?.days).toHaveLength(7);
  });

  it('names what cannot be sent', () => {
    const draft = periodDraft(undefined);
    const empty = { ...draft, cells: draft.cells.map((row) => row.map(() => false)) };
    const back = [{ key: 1, from: '2027-02-02', to: '2027-01-01' }];
    expect([...periodFaults({ ...empty, dates: back })]).toEqual(['name', 'week', 'dates']);
    expect([...periodFaults(periodDraft(stored))]).toEqual([]);
  });
});
