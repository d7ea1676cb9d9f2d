import { describe, expect, it } from 'vitest';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { planChanges } from './plan-changes.ts';

const other = { ...depotPlan, id: 8, name: 'Street' };

describe('the difference of two plans', () => {
  it('touches only cameras that changed', () => {
    const renamed = { ...depotPlan, name: 'Gate' };
    expect(
      planChanges({ cameras: [depotPlan, other], holidays: [] }, { cameras: [renamed, other], holidays: [] }),
    ).toEqual({ removed: [], added: [], changed: [renamed] });
  });

  it('names cameras that came and went', () => {
    expect(planChanges({ cameras: [depotPlan], holidays: [] }, { cameras: [other], holidays: [] })).toEqual({
      removed: [7],
      added: [other],
      changed: [],
    });
  });

  it('tells new public holidays to cameras whose rules have periods', () => {
    const rules = depotPlan.rules.map((rule) => ({
      ...rule,
      period: { name: 'night', timeZone: 'Europe/Paris' },
    }));
    const timed = { ...other, rules };
    const cameras = [depotPlan, timed];
    expect(
      planChanges({ cameras, holidays: ['2026-05-01'] }, { cameras, holidays: ['2027-05-01'] }).changed,
    ).toEqual([timed]);
  });
});
