import { type Static, Type } from 'typebox';

/** What a new territory does first, in this order. */
export const firstStepCodes = ['people', 'camera', 'law', 'rule', 'told'] as const;

/** How far a territory is: each step is read from what there really is, none is ticked by hand. */
export const FirstSteps = Type.Object({
  isDone: Type.Boolean(),
  steps: Type.Array(Type.Object({ code: Type.Enum(firstStepCodes), isDone: Type.Boolean() })),
});
export type FirstSteps = Static<typeof FirstSteps>;
