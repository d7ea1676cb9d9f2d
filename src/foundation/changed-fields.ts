/** A field before and after; one that was not, or is no longer, is missing. */
export interface FieldChange {
  readonly from?: unknown;
  readonly to?: unknown;
}

/** The fields in which two states of a thing differ; of a new thing each field it has. Ids and versions are no fields. */
export function changedFields(before: object | undefined, after: object): Record<string, FieldChange> {
  const [was, is] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after))];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => name !== 'id' && name !== 'version',
  );
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)))
      .map((name) => [name, change(was.get(name), is.get(name))]),
  );
}

function change(from: unknown, to: unknown): FieldChange {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
