import type { ControllerDraft } from '#features/compliance/controller-schema.ts';

/** The fields of the form, in the order of an information panel. */
export const controllerFields = [
  'name',
  'representative',
  'address',
  'email',
  'phone',
  'dpo.name',
  'dpo.email',
  'dpo.phone',
  'authority.name',
  'authority.address',
] as const;
export type ControllerField = (typeof controllerFields)[number];

/** What is typed in the form, field by field. */
export type ControllerTyped = Readonly<Record<ControllerField, string>>;

/** What the form starts with. */
export function typedOf(draft: ControllerDraft): ControllerTyped {
  const { dpo, authority, ...controller } = draft;
  const known: Readonly<Record<string, string | undefined>> = {
    ...controller,
    ...prefixed('dpo', dpo),
    ...prefixed('authority', authority),
  };
  return Object.fromEntries(controllerFields.map((field) => [field, known[field] ?? ''])) as ControllerTyped;
}

const prefixed = (prefix: string, values: Readonly<Record<string, string>> | undefined) =>
  Object.fromEntries(Object.entries(values ?? {}).map(([field, value]) => [`${prefix}.${field}`, value]));

/** What is sent: fields that are filled in, and no other. */
export function controllerOf(typed: ControllerTyped): ControllerDraft {
  const part = (prefix: string) => {
    const entries = controllerFields
      .filter((field) => field.startsWith(prefix) && typed[field].trim() !== '')
      .map((field) => [field.slice(prefix.length), typed[field].trim()] as const)
      .filter(([field]) => !field.includes('.'));
    return Object.fromEntries(entries);
  };
  const [dpo, authority] = [part('dpo.'), part('authority.')];
  return {
    ...part(''),
    ...(Object.keys(dpo).length === 0 ? {} : { dpo }),
    ...(Object.keys(authority).length === 0 ? {} : { authority }),
  };
}

/** The fields without which nothing that is published informs anybody. */
export const missingIn = (typed: ControllerTyped): readonly ControllerField[] =>
  controllerFields.filter((field) => typed[field].trim() === '');
