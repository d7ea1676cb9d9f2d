import { expect, it } from 'vitest';
import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import { createCheck } from '#foundation/schema-check.ts';
import { checkParameters } from './rule-parameters.ts';
import { PeriodInput } from './rule-schema.ts';
import { RuleTemplate } from './rule-template-schema.ts';
import { ruleTemplates } from './rule-templates.ts';
import { LineInput, ZoneInput } from './zone-schema.ts';

const checkTemplate = createCheck(RuleTemplate);
const checkPeriod = createCheck(PeriodInput);
const checkZone = createCheck(ZoneInput);
const checkLine = createCheck(LineInput);

it.each(ruleTemplates.map((template) => [template.title.en, template] as const))(
  '“%s” is a rule that can be stored as it stands, in both languages',
  (_title, template) => {
    expect(checkTemplate(template)).toMatchObject({ ok: true });
    for (const language of ['en', 'fr'] as const) {
      const { zone, line, period } = template;
      if (zone !== undefined)
        expect(checkZone({ ...zone, name: zone.name[language] })).toMatchObject({ ok: true });
      if (line !== undefined) {
        const { name, forward, backward } = line;
        const words = { name: name[language], forward: forward[language], backward: backward[language] };
        expect(checkLine({ ...line, ...words })).toMatchObject({ ok: true });
      }
      if (period !== undefined)
        expect(checkPeriod({ ...period.hours, name: period.name[language] })).toMatchObject({ ok: true });
    }
  },
);

it.each(
  ruleTemplates.flatMap((template) =>
    template.rule === undefined ? [] : [[template.code, template] as const],
  ),
)('the rule of %s asks nothing more', (_code, { rule, zone, line }) => {
  const definition = findRuleDefinition(rule?.kind ?? '');
  if (definition === undefined || rule === undefined) throw new Error('no such kind of rule');
  const shape = [{ id: 1, name: 'drawn' }];
  const context = {
    zones: zone === undefined ? [] : shape,
    lines: line === undefined ? [] : shape,
    knownClasses: cocoClasses,
    hasGround: false,
    references: 'by-id' as const,
  };
  const drawn = zone === undefined ? { lineId: 1 } : { zoneId: 1 };
  expect(checkParameters(definition, { ...rule.parameters, ...drawn }, context, '').faults).toEqual([]);
});
