/** JSON of one form only: keys in order, nothing undefined, so that the same content always has the same hash. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(value)) ?? 'null';
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return ordered(value.toJSON());
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, content]) => [key, ordered(content)]),
  );
}
