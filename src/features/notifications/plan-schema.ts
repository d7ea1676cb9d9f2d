import { type Static, Type } from 'typebox';
import { Id, Name } from '#foundation/wire-schema.ts';
import { MailAddress } from './channel-schema.ts';

/** Some of the territory's people, told together: by name, or all of a role. */
const Step = Type.Object(
  {
    /** minutes after the alert, if nobody looked at it by then; 0 for the first */
    afterMinutes: Type.Integer({ minimum: 0, maximum: 1440 }),
    people: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100, uniqueItems: true }),
    roles: Type.Array(
      Type.Union([
        Type.Literal('operator'),
        Type.Literal('technical'),
        Type.Literal('dpo'),
        Type.Literal('administrator'),
      ]),
      { maxItems: 4, uniqueItems: true },
    ),
  },
  { additionalProperties: false },
);

export const Severity = Type.Union([
  Type.Literal('information'),
  Type.Literal('warning'),
  Type.Literal('critical'),
]);
export type Severity = Static<typeof Severity>;

const values = {
  name: Name,
  enabled: Type.Boolean(),
  /** empty: every rule */
  ruleIds: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
  leastSeverity: Severity,
  /** what a rule raises within these minutes after a message comes in one more message */
  groupMinutes: Type.Integer({ minimum: 0, maximum: 240 }),
  steps: Type.Array(Step, { maxItems: 5 }),
  /** told once an alert is confirmed, never before */
  outside: Type.Object(
    {
      channelIds: Type.Array(Id, { maxItems: 20, uniqueItems: true }),
      addresses: Type.Array(MailAddress, { maxItems: 20, uniqueItems: true }),
    },
    { additionalProperties: false },
  ),
};

/** Who is told of which rules. */
export const PlanInput = Type.Object(values, { additionalProperties: false });
export type PlanInput = Static<typeof PlanInput>;
export const Plan = Type.Object({ id: Id, ...values });
export type Plan = Static<typeof Plan>;

/** Somebody who may be named in a plan. */
export const Colleague = Type.Object({ id: Type.String(), name: Type.String(), role: Type.String() });
export type Colleague = Static<typeof Colleague>;
