/** Drafts are the person's own: another who signs in at the same window finds none. */
const keyOf = (personId: string, what: string): string => `vigie.draft.${personId}.${what}`;

/** Keeps what was not saved until it is saved or discarded; undefined drops it. It lives as long as the window. */
export function keepDraft(personId: string, what: string, draft: unknown): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(keyOf(personId, what));
    else sessionStorage.setItem(keyOf(personId, what), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing loses the draft with the page, and nothing else.
  }
}

/** What was kept, or undefined. */
export function keptDraft<Draft>(personId: string, what: string): Draft | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(personId, what));
    return text === null ? undefined : (JSON.parse(text) as Draft);
  } catch {
    return undefined;
  }
}
