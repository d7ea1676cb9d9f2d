import { type Static, Type } from 'typebox';
import { Id, Instant } from '#foundation/wire-schema.ts';
import { Fault } from './channel-schema.ts';

const Hour = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'a time such as 07:30' });
const Maybe = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** How a person wants to be told. */
export const OwnChoices = Type.Object(
  {
    language: Type.Union([Type.Literal('en'), Type.Literal('fr')]),
    byMail: Type.Boolean(),
    byPush: Type.Boolean(),
    /** plans: only where a plan names the person; all: every rule as well; chosen: some rules as well */
    follows: Type.Union([Type.Literal('plans'), Type.Literal('all'), Type.Literal('chosen')]),
    ruleIds: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
    /** hours of the territory's clock in which messages wait */
    quiet: Maybe(Type.Object({ from: Hour, until: Hour }, { additionalProperties: false })),
    /** critical alerts come in quiet hours too */
    criticalAlways: Type.Boolean(),
    /** when the digest of the day before comes; null: never */
    digestAt: Maybe(Hour),
  },
  { additionalProperties: false },
);
export type OwnChoices = Static<typeof OwnChoices>;

/** A browser that may show messages. */
export const PushDevice = Type.Object({
  id: Id,
  name: Type.String(),
  createdAt: Instant,
  lastSuccessAt: Maybe(Instant),
  lastFailureAt: Maybe(Instant),
  lastFault: Maybe(Fault),
  /** with which the browser finds itself in the list */
  endpointHash: Type.String(),
});
export type PushDevice = Static<typeof PushDevice>;

/** All that a person chose, and what there is to choose from. */
export const OwnNotifications = Type.Object({
  choices: OwnChoices,
  email: Type.String(),
  /** whether a server for mail is set */
  hasMail: Type.Boolean(),
  hasPush: Type.Boolean(),
  /** the key with which a browser subscribes */
  pushKey: Type.String(),
  devices: Type.Array(PushDevice),
  rules: Type.Array(Type.Object({ id: Id, name: Type.String(), cameraName: Type.String() })),
});
export type OwnNotifications = Static<typeof OwnNotifications>;

/** What a browser hands over when it subscribes. */
export const PushDeviceInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    endpoint: Type.String({ maxLength: 1000, pattern: '^https?://[^\\s@]+$' }),
    keys: Type.Object(
      {
        p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{87}=?$' }),
        auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}(==)?$' }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type PushDeviceInput = Static<typeof PushDeviceInput>;
