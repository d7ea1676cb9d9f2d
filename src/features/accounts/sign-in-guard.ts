import { VigieError } from '#foundation/errors.ts';

/** Slows down whoever guesses: per account and per address. */
export interface SignInGuard {
  /** Throws `too-many` while one of the names must wait. */
  check(names: readonly string[], nowMs: number): void;
  failed(names: readonly string[], nowMs: number): void;
  succeeded(names: readonly string[]): void;
}

interface Failures {
  readonly count: number;
  readonly sinceMs: number;
  readonly waitUntilMs: number;
}

const allowed = 5;
const windowMs = 60_000;
const longestWaitMs = 15 * 60_000;
/** More names than this are a flood: the oldest are forgotten. */
const mostNames = 20_000;

/** After five failures within a minute one waits a minute, then twice as long with each further failure, at most 15 minutes. */
export function createSignInGuard(): SignInGuard {
  const byName = new Map<string, Failures>();
  return {
    check(names, nowMs) {
      const untilMs = Math.max(...names.map((name) => byName.get(name)?.waitUntilMs ?? 0));
      if (untilMs <= nowMs) return;
      const seconds = Math.ceil((untilMs - nowMs) / 1000);
      throw new VigieError('too-many', `Too many wrong attempts: wait ${seconds} s`, {
        fix: 'wait, or ask an administrator for a link to a new password',
      });
    },
    failed(names, nowMs) {
      for (const name of names) {
        const failures = afterFailure(byName.get(name), nowMs);
        byName.delete(name);
        byName.set(name, failures);
      }
      for (const name of byName.keys()) {
        if (byName.size <= mostNames) break;
        byName.delete(name);
      }
    },
    succeeded(names) {
      for (const name of names) byName.delete(name);
    },
  };
}

function afterFailure(before: Failures | undefined, nowMs: number): Failures {
  const isOld = before === undefined || nowMs - Math.max(before.sinceMs, before.waitUntilMs) > windowMs;
  if (isOld) return { count: 1, sinceMs: nowMs, waitUntilMs: 0 };
  const count = before.count + 1;
  const waitMs = count < allowed ? 0 : Math.min(longestWaitMs, windowMs * 2 ** (count - allowed));
  return { count, sinceMs: before.sinceMs, waitUntilMs: nowMs + waitMs };
}
