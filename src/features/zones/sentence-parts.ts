/** A piece of a sentence; with a parameter, the words that say it. */
export interface SentencePart {
  readonly text: string;
  readonly parameter?: string;
}

/** The sentence with another value of a parameter, by the name of the parameter; several tries of each. */
export type OtherSentences = ReadonlyMap<string, readonly string[]>;

interface Span {
  readonly parameter: string;
  readonly from: number;
  readonly to: number;
}

const words = /[\p{L}\p{N}\p{Co}]+|\s+|[^\p{L}\p{N}\p{Co}\s]/gu;
const wordsOf = (text: string): readonly string[] => text.match(words) ?? [];

/**
 * Cuts a sentence at the words that change when a parameter does, so that kinds of rules need no template beside their
 * sentence. Words that say two parameters at once belong to the first.
 */
export function sentenceParts(sentence: string, others: OtherSentences): SentencePart[] {
  const own = wordsOf(sentence);
  const spans = [...others]
    .flatMap(([parameter, tries]) =>
      tries.map((other) => ({ parameter, ...difference(own, wordsOf(other)) })),
    )
    .filter(({ from, to }) => from < to);
  const parts: SentencePart[] = [];
  let done = 0;
  for (const { parameter, from, to } of apart(spans)) {
    if (from > done) parts.push({ text: own.slice(done, from).join('') });
    parts.push({ text: own.slice(from, to).join(''), parameter });
    done = to;
  }
  if (done < own.length) parts.push({ text: own.slice(done).join('') });
  return parts;
}

/** The words of the first that the second has not, as one span. */
function difference(own: readonly string[], other: readonly string[]): { from: number; to: number } {
  const shorter = Math.min(own.length, other.length);
  let from = 0;
  while (from < shorter && own[from] === other[from]) from++;
  let kept = 0;
  while (kept < shorter - from && own[own.length - 1 - kept] === other[other.length - 1 - kept]) kept++;
  return { from, to: own.length - kept };
}

/** One span a parameter, the shortest, none in another; in the order of the sentence. */
function apart(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.to - a.from - (b.to - b.from))) {
    const meets = kept.some(
      (one) => one.parameter === span.parameter || (span.from < one.to && one.from < span.to),
    );
    if (!meets) kept.push(span);
  }
  return kept.sort((a, b) => a.from - b.from);
}
