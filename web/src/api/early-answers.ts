declare global {
  interface Window {
    /** what first-paint.js asked for before this code was there, by address */
    vigieEarly?: Map<string, EarlyAnswer | undefined>;
  }
}

interface EarlyAnswer {
  readonly answer: Promise<Response>;
  readonly atMs: number;
}

/** Older answers are asked for anew: the page was left open before it needed them. */
const freshMs = 10_000;

/** The answer to what was asked when the page began to load, once; undefined where it was not asked or did not come. */
export async function takeEarlyAnswer(path: string): Promise<Response | undefined> {
  const early = globalThis.window?.vigieEarly;
  const found = early?.get(path);
  early?.set(path, undefined);
  if (found === undefined || performance.now() - found.atMs > freshMs) return undefined;
  return await found.answer.catch(() => undefined);
}
