import { type Static, Type } from 'typebox';
import { Id, Instant, Name } from '#foundation/wire-schema.ts';
import { Permission, Role } from './account-schema.ts';
import { roles } from './permissions.ts';

const closed = { additionalProperties: false };
const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** The cameras that exist for a person or a key: those of communes and groups, or all of the territory. */
export const CameraScopeInput = OrNull(
  Type.Object(
    {
      communes: Type.Array(Id, { maxItems: 500 }),
      groups: Type.Array(Id, { maxItems: 500 }),
    },
    { ...closed, description: 'null: every camera of the territory' },
  ),
);
export type CameraScopeInput = Static<typeof CameraScopeInput>;

export const Habilitation = Type.Object({
  id: Id,
  act: Type.String(),
  trainedOn: Type.String(),
  validFrom: Type.String(),
  validUntil: Type.String(),
  communeId: OrNull(Id),
  groupId: OrNull(Id),
  dailyFrom: OrNull(Type.String()),
  dailyUntil: OrNull(Type.String()),
  endedAt: OrNull(Instant),
});
export type Habilitation = Static<typeof Habilitation>;

const PersonRole = Type.Enum(roles.filter((role) => role !== 'device'));

/** A person as those who manage people see them. */
export const Person = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  role: Role,
  cameras: CameraScopeInput,
  isSuspended: Type.Boolean(),
  isInvited: Type.Boolean({ description: 'has not chosen a password yet' }),
  hasSecondFactor: Type.Boolean(),
  habilitations: Type.Array(Habilitation),
});
export type Person = Static<typeof Person>;

export const PersonInvitation = Type.Object(
  {
    name: Name,
    email: Type.String({ format: 'email', maxLength: 254 }),
    role: PersonRole,
    cameras: Type.Optional(CameraScopeInput),
  },
  closed,
);
export type PersonInvitation = Static<typeof PersonInvitation>;

export const PersonPatch = Type.Object(
  {
    name: Type.Optional(Name),
    role: Type.Optional(PersonRole),
    cameras: Type.Optional(CameraScopeInput),
    isSuspended: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type PersonPatch = Static<typeof PersonPatch>;

/** A link that works once, to hand over. */
export const OneTimeLink = Type.Object({
  path: Type.String({ description: 'put the address of Vigie in front' }),
  expiresAt: Instant,
});
export type OneTimeLink = Static<typeof OneTimeLink>;

/** Rights somebody asked for themselves; another person decides. */
export const Proposal = Type.Object({
  id: Id,
  personId: Type.String(),
  personName: Type.String(),
  kind: Type.Enum(['role', 'habilitation']),
  content: Type.Unsafe<object>({ type: 'object', additionalProperties: true }),
  proposedAt: Instant,
  state: Type.Enum(['open', 'confirmed', 'refused']),
});
export type Proposal = Static<typeof Proposal>;

export const ProposalDecision = Type.Object({ confirm: Type.Boolean() }, closed);

/** What was done at once, and what waits for a second person. */
export const PersonChange = Type.Object({
  person: Person,
  proposal: OrNull(Proposal),
});

const Words = Type.Object({ en: Type.String(), fr: Type.String() });

/** The roles there are, in words. */
export const RoleView = Type.Object({
  role: Role,
  name: Words,
  help: Words,
  permissions: Type.Array(Type.Object({ permission: Permission, name: Words })),
  forPeople: Type.Boolean({ description: 'false: for keys alone' }),
});

export const Session = Type.Object({
  id: Type.String(),
  openedBy: Type.Enum(['password', 'passkey', 'oidc']),
  secondFactor: Type.Boolean(),
  openedAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  isThisOne: Type.Boolean(),
});
export type Session = Static<typeof Session>;

/** The law whose data a key reads: the GDPR, or title III of law 78-17; never both. */
const Regime = Type.Union([Type.Literal('rgpd'), Type.Literal('titre-iii')]);

export const Key = Type.Object({
  id: Id,
  name: Type.String(),
  scopes: Type.Array(Permission),
  cameras: CameraScopeInput,
  regime: Regime,
  createdAt: Instant,
  lastUsedAt: OrNull(Instant),
  expiresAt: OrNull(Instant),
});

export const KeyInput = Type.Object(
  {
    name: Name,
    scopes: Type.Array(Permission, { minItems: 1 }),
    cameras: Type.Optional(CameraScopeInput),
    regime: Type.Optional(Regime),
    expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  },
  closed,
);

/** A commune or a group of cameras. */
export const Place = Type.Object({
  id: Id,
  name: Type.String(),
  code: OrNull(Type.String()),
  cameraIds: Type.Array(Id),
});
export type Place = Static<typeof Place>;

export const PlaceInput = Type.Object(
  {
    name: Name,
    code: Type.Optional(OrNull(Type.String({ maxLength: 20, description: 'INSEE code of a commune' }))),
    cameraIds: Type.Optional(Type.Array(Id, { maxItems: 5000 })),
  },
  closed,
);
export type PlaceInput = Static<typeof PlaceInput>;
