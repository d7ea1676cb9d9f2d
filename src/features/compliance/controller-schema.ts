import { type Static, Type } from 'typebox';
import { Name } from '#foundation/wire-schema.ts';

const Phone = Type.String({
  pattern: '^\\+?[0-9][0-9 ().-]{4,24}$',
  description: 'a telephone number, such as +33 3 87 00 00 00',
});
const Email = Type.String({ format: 'email', maxLength: 200 });
const Address = Type.String({
  minLength: 5,
  maxLength: 400,
  pattern: '\\S',
  description: 'a postal address',
});

/** Who answers for the processing: the controller, its data protection officer, and whom to complain to. */
const Controller = Type.Object(
  {
    name: Name,
    /** in whose name it is done: the mayor, the president */
    representative: Name,
    address: Address,
    email: Email,
    phone: Phone,
    dpo: Type.Object({ name: Name, email: Email, phone: Phone }, { additionalProperties: false }),
    authority: Type.Object({ name: Name, address: Address }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);

/** What is known of it so far: an empty form has nothing. */
export const ControllerDraft = Type.Partial(
  Type.Object({
    ...Controller.properties,
    dpo: Type.Partial(Controller.properties.dpo, { additionalProperties: false }),
    authority: Type.Partial(Controller.properties.authority, { additionalProperties: false }),
  }),
  { additionalProperties: false },
);
export type ControllerDraft = Static<typeof ControllerDraft>;
