import { isSame, type Shape } from './shape.ts';

/**
 * Takes what the server holds now into a draft: what nobody edited here follows the server; what was edited here stays,
 * with the base it was edited from, so that saving it tells of the conflict.
 */
export function rebased(
  shapes: readonly Shape[],
  base: readonly Shape[],
  now: readonly Shape[],
): { readonly shapes: readonly Shape[]; readonly base: readonly Shape[] } {
  const byKey = (list: readonly Shape[], key: string) => list.find((shape) => shape.key === key);
  const isEdited = (key: string): boolean => {
    const was = byKey(base, key);
    const is = byKey(shapes, key);
    return was === undefined ? is !== undefined : is === undefined || !isSame(was, is);
  };
  const kept = shapes.flatMap((shape) => {
    if (isEdited(shape.key)) return [shape];
    const stored = byKey(now, shape.key);
    return stored === undefined ? [] : [{ ...shape, ...stored }];
  });
  const added = now.filter(({ key }) => byKey(shapes, key) === undefined && byKey(base, key) === undefined);
  const stillBased = base.filter(({ key }) => isEdited(key));
  const taken = now.filter(({ key }) => byKey(stillBased, key) === undefined);
  return { shapes: [...kept, ...added], base: [...stillBased, ...taken] };
}

/** What must be sent to make the server hold a draft. */
export interface DraftChanges {
  readonly added: readonly Shape[];
  readonly changed: readonly Shape[];
  readonly removed: readonly Shape[];
}

/** What a draft changes of its base. */
export function changesOf(base: readonly Shape[], shapes: readonly Shape[]): DraftChanges {
  const baseOf = (key: string) => base.find((shape) => shape.key === key);
  return {
    added: shapes.filter(({ key }) => baseOf(key) === undefined),
    changed: shapes.filter((shape) => {
      const was = baseOf(shape.key);
      return was !== undefined && !isSame(was, shape);
    }),
    removed: base.filter(({ key }) => !shapes.some((shape) => shape.key === key)),
  };
}

/** How many shapes a draft changes. */
export const countChanges = ({ added, changed, removed }: DraftChanges): number =>
  added.length + changed.length + removed.length;
