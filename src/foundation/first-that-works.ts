import { messageOf } from './errors.ts';

/** Something a machine may be able to do a task with. */
export interface Offer {
  readonly name: string;
  /** why it need not even be tried */
  readonly obstacle?: string | undefined;
}

/** What became of trying one: what speaks for it, or against. */
export type Attempt =
  | { readonly works: true; readonly reason: string }
  | { readonly works: false; readonly reason: string };

/** One that was looked at, whether it is used, and why or why not, in words. */
export interface Outcome {
  readonly name: string;
  readonly isUsed: boolean;
  readonly reason: string;
}

/** What was chosen, and what became of all others. */
export interface Choice {
  readonly used: string;
  /** in the order of preference, the fallback last */
  readonly outcomes: readonly Outcome[];
}

interface Candidates {
  /** best first */
  readonly offers: readonly Offer[];
  readonly attempt: (name: string) => Promise<Attempt>;
  /** what always works */
  readonly fallback: string;
}

/** Tries what a machine offers, best first, and stops at the first that works. An attempt that throws has failed. */
export async function firstThatWorks({ offers, attempt, fallback }: Candidates): Promise<Choice> {
  const outcomes: Outcome[] = [];
  let used: string | undefined;
  for (const { name, obstacle } of offers) {
    const tried = await judge(name, obstacle, used, attempt);
    outcomes.push({ name, isUsed: tried.works, reason: tried.reason });
    if (tried.works) used = name;
  }
  const reason = used === undefined ? 'nothing else can be used here' : `${used} is used`;
  outcomes.push({ name: fallback, isUsed: used === undefined, reason });
  return { used: used ?? fallback, outcomes };
}

async function judge(
  name: string,
  obstacle: string | undefined,
  used: string | undefined,
  attempt: Candidates['attempt'],
): Promise<Attempt> {
  if (used !== undefined) return { works: false, reason: `not tried: ${used} is used` };
  if (obstacle !== undefined) return { works: false, reason: obstacle };
  try {
    return await attempt(name);
  } catch (fault) {
    return { works: false, reason: messageOf(fault) };
  }
}
