import { type TSchema, Type } from 'typebox';

const Group = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const OneOf = <const Word extends string>(words: readonly Word[]) =>
  Type.Union(words.map((word) => Type.Literal(word)));

/** Words in each language. */
export const WordsShape = Group({ en: Type.String(), fr: Type.String() });
const Code = Type.String({ pattern: '^[a-z0-9-]{2,40}$' });
const PlaceWord = OneOf(['public-road', 'open-to-public', 'closed-site']);
export const RegimeWord = Type.Union([Type.Literal('rgpd'), Type.Literal('titre-iii')]);
const outputWords = [
  'frames',
  'statistics',
  'live-count',
  'setup-count',
  'stay',
  'alert',
  'recording',
] as const;
const OutputWord = OneOf(outputWords);

const OutputRuleShape = Group({
  never: Type.Optional(Type.Literal(true)),
  basis: Type.Optional(Type.Literal(true)),
  authorisation: Type.Optional(Type.Literal(true)),
  decisions: Type.Optional(Type.Array(OneOf(['live-counters', 'setup-session']))),
  text: Type.Optional(Code),
});
const PlaceShape = Group({
  needsMask: Type.Boolean(),
  outputs: Group(Object.fromEntries(outputWords.map((word) => [word, OutputRuleShape]))),
});

/** The shape of a rule pack: a key that is missing or too much is a fault. */
export const RulePackShape = Group({
  name: Type.String({ pattern: '^[a-z]{2}-\\d{4}\\.\\d+$' }),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  version: Type.Tuple([Type.Integer({ minimum: 2020 }), Type.Integer({ minimum: 1 })]),
  texts: Type.Record(Code, Group({ rule: WordsShape, lift: WordsShape })),
  grounds: Type.Array(
    Group({ code: Code, regime: RegimeWord, title: WordsShape, warning: Type.Optional(WordsShape) }),
  ),
  purposes: Type.Array(
    Group({
      code: Code,
      group: Code,
      title: WordsShape,
      law: WordsShape,
      regime: RegimeWord,
      places: Type.Array(PlaceWord),
      outputs: Type.Array(OutputWord),
      needsAuthorisation: Type.Boolean(),
    }),
  ),
  events: Type.Array(Group({ code: Code, title: WordsShape, detectors: Type.Array(Type.String()) })),
  bases: Type.Array(
    Group({
      code: Code,
      title: WordsShape,
      law: WordsShape,
      signatures: Type.Integer({ minimum: 0, maximum: 5 }),
      namesEvents: Type.Boolean(),
    }),
  ),
  places: Group({ 'public-road': PlaceShape, 'open-to-public': PlaceShape, 'closed-site': PlaceShape }),
  exempt: Type.Array(Group({ detector: Type.String(), output: OutputWord })),
  statistics: Group({
    delay: Type.Union([Type.Literal('next-day'), Group({ minutes: Type.Integer({ minimum: 15 }) })]),
    aggregationMinutes: Type.Integer({ minimum: 15, maximum: 1440 }),
  }),
  assessment: Group({ regimes: Type.Array(RegimeWord) }),
  setupSession: Group({ mostMinutes: Type.Integer({ minimum: 1, maximum: 480 }) }),
  retention: Group({ mostDays: Type.Integer({ minimum: 0, maximum: 30 }) }),
});
