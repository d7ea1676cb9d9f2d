import { VigieError } from '#foundation/errors.ts';

/** What to tell when a named constraint refuses a row. */
export type ConstraintWords = Readonly<
  Record<string, { readonly field: string; readonly message: string; readonly fix?: string }>
>;

/** Runs a write; a refusal by one of the named constraints becomes a conflict in plain words. */
export async function explained<Result>(
  words: ConstraintWords,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (fault) {
    const fieldFault = words[String((fault as { constraint?: unknown }).constraint)];
    if (fieldFault === undefined) throw fault;
    throw new VigieError('conflict', `${fieldFault.field}: ${fieldFault.message}`, {
      faults: [fieldFault],
      cause: fault,
    });
  }
}
