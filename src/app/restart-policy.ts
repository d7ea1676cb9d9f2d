/** Why the analysis process ended: from outside, by a fault of native code, silent, too much memory, or by its own word. */
export type RestartReason = 'killed' | 'crashed' | 'hung' | 'memory' | 'detector' | 'fault';

const shortestPauseMs = 250;
const longestPauseMs = 15_000;
/** A life longer than this was a good one: the next restart is immediate again. */
const goodLifeMs = 30_000;
/** After a life longer than this silence is borne no longer than usual. */
const calmLifeMs = 600_000;
const usualPatienceMs = 2000;
const longestPatienceMs = 16_000;
/** Loading native code, a model, a decoding device may each hold the event loop for a while. */
const startMs = 10_000;
const startPatienceMs = 20_000;

/** Decides how long silence is borne and how long to wait before the next start; never gives up. */
export class RestartPolicy {
  readonly #usualPatienceMs: number;
  #patienceMs: number;
  #pauseMs = 0;

  constructor(patienceMs = usualPatienceMs) {
    this.#usualPatienceMs = patienceMs;
    this.#patienceMs = patienceMs;
  }

  /** Silence that a process of this age may keep before it counts as hung. */
  patienceMs(ageMs: number, isReady: boolean): number {
    return isReady && ageMs >= Math.min(startMs, 5 * this.#usualPatienceMs)
      ? this.#patienceMs
      : Math.max(startPatienceMs, this.#patienceMs);
  }

  /** Wait before the next start, after a life of this length: none after a good life, then longer and longer. */
  pauseAfter(lifeMs: number, reason: RestartReason): number {
    if (lifeMs > goodLifeMs) this.#pauseMs = 0;
    if (lifeMs > calmLifeMs) this.#patienceMs = this.#usualPatienceMs;
    // A machine too busy to answer in time is not helped by being killed again and again.
    else if (reason === 'hung') this.#patienceMs = Math.min(longestPatienceMs, this.#patienceMs * 2);
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(longestPauseMs, Math.max(shortestPauseMs, pauseMs * 2));
    return pauseMs;
  }
}

/** What is known of the end of a process. */
export interface ProcessEnd {
  readonly signal: string | null;
  readonly wasSilent: boolean;
  /** it held more than it may when its silence was noticed */
  readonly wasOverMemory?: boolean;
  /** what it said itself, if it did */
  readonly told: RestartReason | undefined;
  /** the end of its standard output and error */
  readonly lastWords: string;
}

const crashSignals = new Set(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGABRT', 'SIGTRAP']);
const memoryWords = /heap out of memory|holds too much memory|std::bad_alloc/;

/** Names why a process ended: its own word goes before the silence that followed, and memory is a cause of silence. */
export function restartReason(end: ProcessEnd): RestartReason {
  const { signal, wasSilent, wasOverMemory, told, lastWords } = end;
  if (told !== undefined) return told;
  if (wasOverMemory || memoryWords.test(lastWords)) return 'memory';
  if (wasSilent) return 'hung';
  if (signal === null) return 'fault';
  return crashSignals.has(signal) ? 'crashed' : 'killed';
}
