import { type Static, Type } from 'typebox';

/** Integer id of a stored row. */
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Grows by one with each change: who changes a thing gives the one they read, and is told when it is older. */
export const Version = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'grows with each change; given with a change, an older one is answered 409 with `present`',
});

/** A point of the picture, both coordinates 0…1 from the top left corner. */
export const Point = Type.Tuple(
  [Type.Number({ minimum: 0, maximum: 1 }), Type.Number({ minimum: 0, maximum: 1 })],
  {
    description: 'x and y, 0…1 of the picture, from its top left corner',
  },
);
export type Point = Static<typeof Point>;

/** Three points or more; closed without repeating the first. */
export const Polygon = Type.Array(Point, { minItems: 3, maxItems: 64 });
export type Polygon = Static<typeof Polygon>;

/** Points of the picture whose place on the ground is known: four or more, the ground between them flat. */
export const GroundPoints = Type.Array(
  Type.Object(
    {
      at: Point,
      metres: Type.Tuple(
        [
          Type.Number({ minimum: -100_000, maximum: 100_000 }),
          Type.Number({ minimum: -100_000, maximum: 100_000 }),
        ],
        { description: 'where the point lies on the ground, metres east and north of any one place' },
      ),
    },
    { additionalProperties: false },
  ),
  { minItems: 4, maxItems: 32, description: 'points of known place on the ground, for speeds' },
);

/** How the analysis of a camera looks and waits. */
export const analysisChoices = {
  motionGate: Type.Union([Type.Literal('auto'), Type.Literal('off')], {
    default: 'auto',
    description: 'auto: a still scene is not looked at again and again; off: every picture is',
  }),
  secondLook: Type.Union([Type.Literal('auto'), Type.Literal('on'), Type.Literal('off')], {
    default: 'auto',
    description: 'small things are looked at again, larger; auto: as long as no camera suffers',
  }),
  priority: Type.Union([Type.Literal('low'), Type.Literal('normal'), Type.Literal('high')], {
    default: 'normal',
    description: 'whose pictures go first when the machine is overloaded',
  }),
} as const;

/** Date and time with offset, RFC 3339. */
export const Instant = Type.String({ format: 'date-time' });

/** A name a person reads; markup is text like any other. */
export const Name = Type.String({
  minLength: 1,
  maxLength: 120,
  pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
  description: 'a text in one line that is not blank',
});

/** What a page of a list is asked with: `after` is the `next` of the page before. */
export const PageQuery = {
  after: Type.Optional(Type.String({ maxLength: 200, description: 'the `next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
};

/** Words of a person, in one line or several. */
export const notBlank = { pattern: '\\S', description: 'a text that is not blank' } as const;

/** One page of a list; `next` is absent on the last. */
export const PageOf = <Item extends Parameters<typeof Type.Array>[0]>(item: Item) =>
  Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) });

/** RFC 9457 problem details; `faults` names each field and its fix. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    fix: Type.Optional(Type.String()),
    present: Type.Optional(
      Type.Unknown({
        description: 'what is stored now, where the change was made to an older version of it',
      }),
    ),
    faults: Type.Optional(
      Type.Array(
        Type.Object({ field: Type.String(), message: Type.String(), fix: Type.Optional(Type.String()) }),
      ),
    ),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;

/** The law that data are under; those of one are never shown as those of the other. */
export const Regime = Type.Union([Type.Literal('rgpd'), Type.Literal('titre-iii')], {
  description: 'GDPR, or title III of law 78-17',
});
