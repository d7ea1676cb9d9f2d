/** A text as people search it: no accents, no capitals. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The cameras whose name holds every word that was typed, in any order. */
export function findCameras<Camera extends { readonly name: string }>(
  cameras: readonly Camera[],
  typed: string,
): readonly Camera[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return cameras.filter(({ name }) => words.every((word) => plain(name).includes(word)));
}
