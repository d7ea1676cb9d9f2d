import type { Clock } from '#foundation/clock.ts';

/** A difference this large is set right at once: a machine without battery starts in another year. */
const stepFromMs = 10_000;
/** Share by which time may run faster or slower to set a smaller difference right: no speed is falsified. */
const slewShare = 0.02;

/** What the clock shows. */
export interface SteadyTime {
  /** milliseconds since 1970 */
  readonly nowMs: number;
  /** milliseconds that only ever pass */
  readonly upMs: number;
  /** by how much the clock was set since it was last read, beside the time that passed; 0 nearly always */
  readonly stepMs: number;
}

/** Tells the system's time without its jumps: small corrections are spread out, large ones are told. */
export class SteadyClock {
  readonly #system: Clock;
  readonly #uptime: Clock;
  #nowMs: number;
  #upMs: number;

  constructor(system: Clock, uptime: Clock) {
    this.#system = system;
    this.#uptime = uptime;
    this.#nowMs = system();
    this.#upMs = uptime();
  }

  read(): SteadyTime {
    const upMs = this.#uptime();
    const passedMs = upMs - this.#upMs;
    const lagMs = this.#system() - (this.#nowMs + passedMs);
    const stepMs = Math.abs(lagMs) >= stepFromMs ? lagMs : 0;
    const mostMs = slewShare * passedMs;
    const slewMs = stepMs === 0 ? Math.min(mostMs, Math.max(-mostMs, lagMs)) : 0;
    this.#upMs = upMs;
    this.#nowMs += passedMs + stepMs + slewMs;
    return { nowMs: this.#nowMs, upMs, stepMs };
  }
}
