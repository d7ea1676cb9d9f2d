import type { Fault } from '#foundation/errors.ts';

/** Somebody to write to or to call. */
interface Contact {
  name: string;
  email: string;
  phone: string;
}

/** Who answers for the processing: the controller, its data protection officer, and whom to complain to. */
export interface Controller extends Contact {
  /** in whose name it is done: the mayor, the president */
  representative: string;
  address: string;
  dpo: Contact;
  authority: { name: string; address: string };
}

/** What is known of it so far. */
export interface ControllerDraft extends Partial<Omit<Controller, 'dpo' | 'authority'>> {
  dpo?: Partial<Contact>;
  authority?: Partial<Controller['authority']>;
}

const wanted = [
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

/** Fields that what is published must have and that nobody filled in. */
export function missingFields(draft: ControllerDraft): Fault[] {
  return wanted
    .filter((path) => !valueAt(draft, path)?.trim())
    .map((path) => ({
      field: `controller.${path}`,
      message: 'is missing: a panel or a register without it informs nobody (GDPR art. 13)',
      fix: 'fill it in on the page of the data protection officer',
    }));
}

/** Whether nothing is missing. */
export function isComplete(draft: ControllerDraft): draft is Controller {
  return missingFields(draft).length === 0;
}

function valueAt(draft: ControllerDraft, path: (typeof wanted)[number]): string | undefined {
  const [head, tail] = path.split('.') as [keyof ControllerDraft, string | undefined];
  const value: unknown = draft[head];
  const found: unknown = tail === undefined ? value : (value as Record<string, unknown> | undefined)?.[tail];
  return typeof found === 'string' ? found : undefined;
}
