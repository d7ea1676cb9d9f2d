import { type Static, Type } from 'typebox';
import { Id, Instant, Name } from '#foundation/wire-schema.ts';
import { HabilitationInput } from './habilitation-schema.ts';
import { permissions, roles } from './permissions.ts';

/** What a person is to Vigie: `GET /api/v1/roles` says what each may do, in words. */
export const Role = Type.Enum(roles);
export type Role = Static<typeof Role>;

export const Permission = Type.Enum(permissions);
export type Permission = Static<typeof Permission>;

export const PersonInput = Type.Object(
  {
    name: Name,
    email: Type.String({ format: 'email', maxLength: 254 }),
    password: Type.String({ minLength: 12, maxLength: 200, description: 'at least 12 characters' }),
  },
  { additionalProperties: false },
);
export type PersonInput = Static<typeof PersonInput>;

/** What the one-time link asks: the first people. */
export const SetupInput = Type.Object(
  {
    token: Type.String({ minLength: 20, maxLength: 200 }),
    administrator: PersonInput,
    operator: Type.Optional(PersonInput),
    /** the operator's: without one they see no image yet */
    habilitation: Type.Optional(HabilitationInput),
  },
  { additionalProperties: false },
);
export type SetupInput = Static<typeof SetupInput>;

/** Who is signed in. */
export const Me = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  role: Role,
  permissions: Type.Array(Permission),
  cameras: Type.Union([Type.Array(Id), Type.Null()], { description: 'null: every camera' }),
  viewable: Type.Array(Id, { description: 'cameras whose images may be seen now' }),
  secondFactor: Type.Object({
    isAsked: Type.Boolean({ description: 'nothing else is open before it is given or set up' }),
    isRequired: Type.Boolean(),
    isSetUp: Type.Boolean(),
    graceUntil: Type.Union([Instant, Type.Null()]),
  }),
  territory: Type.Object({
    id: Id,
    name: Type.String(),
    timeZone: Type.String(),
    mapStyleUrl: Type.Union([Type.String(), Type.Null()]),
  }),
});
export type Me = Static<typeof Me>;
