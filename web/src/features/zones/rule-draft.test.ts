import { describe, expect, it } from 'vitest';
import type { RuleKind } from '#features/zones/rule-schema.ts';
import { ruleDraft, ruleFaults, ruleInput } from './rule-draft.ts';

const text = { en: '', fr: '' };
const occupancy: RuleKind = {
  kind: 'occupancy',
  title: text,
  help: text,
  measures: [],
  schema: {},
  parameters: [
    { name: 'zone', type: 'zone', title: text, required: true },
    { name: 'classes', type: 'classes', title: text, required: false },
    { name: 'moreThan', type: 'number', title: text, required: true, minimum: 0, maximum: 500 },
    { name: 'seconds', type: 'seconds', title: text, required: false, default: 30 },
  ],
};

describe('the form of a rule', () => {
  it('starts with the defaults of its kind', () => {
    expect(ruleDraft(undefined, [occupancy]).parameters).toEqual({ seconds: 30 });
  });

  it('names each field that is missing or out of range', () => {
    const draft = { ...ruleDraft(undefined, [occupancy]), parameters: { moreThan: 900 } };
    expect(Object.keys(ruleFaults(draft, occupancy))).toEqual(['name', 'zone', 'moreThan']);
  });

  it('sends zones by id and leaves out what is empty', () => {
    const parameters = { zoneId: 4, classes: [], moreThan: 5, seconds: '' };
    const input = ruleInput({ ...ruleDraft(undefined, [occupancy]), name: ' Full ', parameters }, 2);
    expect(input).toMatchObject({ name: 'Full', cameraId: 2, parameters: { zoneId: 4, moreThan: 5 } });
    expect(Object.keys(input.parameters)).toEqual(['zoneId', 'moreThan']);
  });
});
