/** One field that was changed here, there, or at both places. */
export interface FieldEdit<Name> {
  readonly field: Name;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** changed at both places, and not to the same */
  readonly isClash: boolean;
}

/** What two persons made of the same thing. */
export interface Merge<Thing> {
  /** the fields that the other changed */
  readonly theirs: readonly FieldEdit<keyof Thing>[];
  /** theirs, with what was changed here laid over it: where both changed a field, mine counts */
  readonly kept: Thing;
  /** whether keeping mine undoes something of theirs */
  readonly hasClash: boolean;
}

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Lays what was changed here over what the other stored, field by field, from the state that both began with. */
export function mergeEdits<Thing extends object>(
  base: Thing,
  mine: Thing,
  theirs: Thing,
  fields: readonly (keyof Thing)[],
): Merge<Thing> {
  const edits = fields.map((field) => ({
    field,
    base: base[field],
    mine: mine[field],
    theirs: theirs[field],
    isMine: !isEqual(base[field], mine[field]),
    isTheirs: !isEqual(base[field], theirs[field]),
  }));
  const kept = { ...theirs };
  for (const { field, isMine } of edits) if (isMine) kept[field] = mine[field];
  const others = edits
    .filter(({ isTheirs }) => isTheirs)
    .map(({ isMine, isTheirs: _, ...edit }) => ({
      ...edit,
      isClash: isMine && !isEqual(edit.mine, edit.theirs),
    }));
  return { theirs: others, kept, hasClash: others.some(({ isClash }) => isClash) };
}
