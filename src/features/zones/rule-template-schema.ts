import { type Static, Type } from 'typebox';
import { Point, Polygon } from '#foundation/wire-schema.ts';
import { PeriodInput, Severity } from './rule-schema.ts';

const WordsOf = Type.Object({ en: Type.String(), fr: Type.String() });

/** A first rule to begin with: what it draws, when it holds and what it watches; all of it can be changed later. */
export const RuleTemplate = Type.Object({
  code: Type.String(),
  title: WordsOf,
  help: WordsOf,
  zone: Type.Optional(Type.Object({ name: WordsOf, polygon: Polygon })),
  line: Type.Optional(
    Type.Object({ name: WordsOf, from: Point, to: Point, forward: WordsOf, backward: WordsOf }),
  ),
  period: Type.Optional(
    Type.Object({ name: WordsOf, hours: Type.Object({ weekly: PeriodInput.properties.weekly }) }),
  ),
  /** absent: the line alone counts */
  rule: Type.Optional(
    Type.Object({
      name: WordsOf,
      kind: Type.String(),
      severity: Severity,
      /** beside the zone or the line that is drawn */
      parameters: Type.Record(Type.String(), Type.Unknown()),
      /** a number that only the reader knows */
      asks: Type.Optional(Type.Object({ parameter: Type.String(), title: WordsOf, least: Type.Integer() })),
    }),
  ),
});
export type RuleTemplate = Static<typeof RuleTemplate>;
