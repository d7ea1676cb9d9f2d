import { describe, expect, it } from 'vitest';
import type { Rule, RuleKind } from '#features/zones/rule-schema.ts';
import { ruleDraft, ruleFaults, ruleInput } from './rule-draft.ts';

const text = { en: '', fr: '' };
const occupancy: RuleKind = {
  kind: 'occupancy',
  title: text,
  help: text,
  measures: [],
  alertsAt: [],
  needsGround: false,
  schema: {},
  parameters: [
    { name: 'zoneId', type: 'zone', title: text, required: true },
    { name: 'classes', type: 'classes', title: text, required: false },
    { name: 'moreThan', type: 'number', title: text, required: true, minimum: 0, maximum: 500, whole: true },
    { name: 'seconds', type: 'seconds', title: text, required: false, default: 30 },
  ],
};

const rule: Rule = {
  id: 1,
  version: 1,
  name: 'Full',
  cameraId: 2,
  kind: 'occupancy',
  parameters: { zoneId: 4, moreThan: 5 },
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

describe('the form of a rule', () => {
  it('starts with the defaults of its kind', () => {
    expect(ruleDraft(undefined, [occupancy]).parameters).toEqual({ seconds: 30 });
  });

  it('names each field that is missing or out of range', () => {
    const draft = { ...ruleDraft(undefined, [occupancy]), parameters: { moreThan: 900 } };
    expect(Object.keys(ruleFaults(draft, occupancy))).toEqual(['name', 'zoneId', 'moreThan']);
  });

  it('sends zones by id, leaves out what is empty, and takes no class chosen for every class', () => {
    const parameters = { zoneId: 4, classes: [], moreThan: 5, seconds: '' };
    const input = ruleInput({ ...ruleDraft(undefined, [occupancy]), name: ' Full ', parameters }, 2);
    expect(input).toMatchObject({ name: 'Full', cameraId: 2, parameters: { zoneId: 4, moreThan: 5 } });
    expect(Object.keys(input.parameters)).toEqual(['zoneId', 'classes', 'moreThan']);
  });

  it('asks for whole numbers where only those make sense', () => {
    const draft = {
      ...ruleDraft(undefined, [occupancy]),
      name: 'Full',
      parameters: { zoneId: 4, moreThan: 1.5 },
    };
    expect(ruleFaults(draft, occupancy)).toEqual({ moreThan: { key: 'zones.wholeFault' } });
  });

  it.each([
    [null, '', null],
    [0.55, 55, 0.55],
  ])('shows the minimum confidence %s as %s percent', (minimumConfidence, shown, sent) => {
    const draft = ruleDraft({ ...rule, minimumConfidence }, [occupancy]);
    expect(draft.minimumConfidence).toBe(shown);
    expect(ruleInput(draft, 2).minimumConfidence).toBe(sent);
  });
});
