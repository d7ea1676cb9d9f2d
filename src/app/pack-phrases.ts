import type { Phrases } from '#http/french.ts';

/** All that a rule pack says in two languages, in French by its English. */
export function phrasesOf(pack: unknown): Phrases {
  if (typeof pack !== 'object' || pack === null) return {};
  const { en, fr } = pack as { readonly en?: unknown; readonly fr?: unknown };
  if (typeof en === 'string' && typeof fr === 'string') return { [en]: fr };
  return Object.assign({}, ...Object.values(pack).map(phrasesOf));
}
