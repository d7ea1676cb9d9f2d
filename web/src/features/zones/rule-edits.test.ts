import { describe, expect, it } from 'vitest';
import type { Rule, RuleKind } from '#features/zones/rule-schema.ts';
import { ruleDraft } from './rule-draft.ts';
import { mergeRule } from './rule-edits.ts';

const text = { en: '', fr: '' };
const rule: Rule = {
  id: 1,
  version: 1,
  name: 'Full',
  cameraId: 2,
  kind: 'occupancy',
  parameters: { zoneId: 4, moreThan: 5, seconds: 30 },
  periodId: null,
  severity: 'warning',
  cooldownSeconds: 60,
  minimumConfidence: null,
  enabled: true,
  sentence: text,
  fault: null,
  outputs: { alerts: true, statistics: true },
  refusal: null,
};
const kindOf = (kind: string): RuleKind => ({
  kind,
  title: text,
  help: text,
  parameters: [],
  alertsAt: [],
  needsGround: false,
  measures: [],
  schema: {},
});
const kinds = [kindOf('occupancy'), kindOf('intrusion')];
const draft = ruleDraft(rule, kinds);

describe('two persons changed a rule', () => {
  it('different parameters: both stand', () => {
    const mine = { ...draft, parameters: { ...draft.parameters, moreThan: 9 } };
    const present = { ...rule, version: 2, name: 'Crowd', parameters: { ...rule.parameters, seconds: 10 } };
    const { kept, theirs, version } = mergeRule(rule, mine, present, kinds);
    expect(kept).toMatchObject({ name: 'Crowd', parameters: { zoneId: 4, moreThan: 9, seconds: 10 } });
    expect(theirs.map(({ field, isClash }) => [field, isClash])).toEqual([
      ['name', false],
      ['parameters.seconds', false],
    ]);
    expect(version).toBe(2);
  });

  it('the same parameter: mine is kept, theirs can be taken', () => {
    const mine = { ...draft, parameters: { ...draft.parameters, moreThan: 9 } };
    const present = { ...rule, version: 2, parameters: { ...rule.parameters, moreThan: 1 } };
    const { kept, taken, theirs } = mergeRule(rule, mine, present, kinds);
    expect(kept.parameters.moreThan).toBe(9);
    expect(taken.parameters.moreThan).toBe(1);
    expect(theirs[0]?.isClash).toBe(true);
  });

  it('a parameter that the other took away is gone', () => {
    const { seconds: _, ...parameters } = rule.parameters;
    const { kept } = mergeRule(rule, draft, { ...rule, version: 2, parameters }, kinds);
    expect(kept.parameters).toEqual({ zoneId: 4, moreThan: 5 });
  });

  it('parameters of another kind are not mixed', () => {
    const present = { ...rule, version: 2, kind: 'intrusion', parameters: { zoneId: 4 } };
    expect(mergeRule(rule, draft, present, kinds).kept.parameters).toEqual(rule.parameters);
  });
});
