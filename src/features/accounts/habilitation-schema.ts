import { type Static, Type } from 'typebox';
import { Id } from '#foundation/wire-schema.ts';

const closed = { additionalProperties: false };
const Day = Type.String({ format: 'date', description: 'a day: 2026-09-01' });
const Hour = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'a time of day: 07:30' });
const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** The act by which a person may see images. */
export const HabilitationInput = Type.Object(
  {
    act: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'number of the act that names the person',
    }),
    trainedOn: Type.String({ format: 'date', description: 'day of the training in data protection' }),
    validFrom: Day,
    validUntil: Type.String({ format: 'date', description: 'last day, included' }),
    communeId: Type.Optional(OrNull(Id)),
    groupId: Type.Optional(OrNull(Id)),
    dailyFrom: Type.Optional(OrNull(Hour)),
    dailyUntil: Type.Optional(OrNull(Hour)),
  },
  { ...closed, description: 'without commune and group it holds for the whole territory' },
);
export type HabilitationInput = Static<typeof HabilitationInput>;
