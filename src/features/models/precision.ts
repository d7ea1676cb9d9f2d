import type { Int8Manifest, Precision, SpeedRecord } from './ports.ts';

/** Which precision a person asked for. */
export type PrecisionSetting = 'auto' | Precision;

/** Raised when the way INT8 forms are made changes: an older one is then made anew. */
export const int8Recipe = 3;

/** What is known of a model when its precision is chosen. */
export interface PrecisionFacts {
  readonly asked: PrecisionSetting;
  /** execution provider: graphics cards and the like run floats */
  readonly provider: string;
  readonly int8: Int8Manifest | undefined;
  /** why there is no usable INT8 form, where that is known */
  readonly fault?: string | undefined;
  /** measured with these two files, best on this machine */
  readonly speed: SpeedRecord | undefined;
  /** this machine: its processor and runtime */
  readonly machine: string;
}

/** What is used, and why, in words for the log and `vigie doctor`. */
export interface PrecisionChoice {
  readonly precision: Precision;
  readonly reason: string;
  /** true where something else was asked for */
  readonly isFallback: boolean;
}

/** Below this share of objects found alike, an INT8 form is not used unless asked for. */
const leastAgreement = 0.9;
/** A gain that is smaller than the measurement's noise is none. */
const leastGain = 1.05;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Chooses between floats and bytes; floats wherever there is a doubt. */
export function choosePrecision(facts: PrecisionFacts): PrecisionChoice {
  const { asked, int8, fault, provider } = facts;
  if (asked === 'fp32') return floats('asked for');
  if (int8 === undefined) {
    return floats(fault ?? 'no INT8 form was made yet', asked === 'int8' || fault !== undefined);
  }
  if (asked === 'int8') return { precision: 'int8', reason: 'asked for', isFallback: false };
  if (provider !== 'cpu') return floats(`${provider} runs floats`);
  return proven(int8, facts);
}

function proven({ agreement }: Int8Manifest, { speed, machine }: PrecisionFacts): PrecisionChoice {
  if (agreement === null) return floats('nothing was seen on which the INT8 form could be compared');
  if (agreement < leastAgreement) {
    return floats(
      `the INT8 form finds ${percent(agreement)} of objects alike, less than ${percent(leastAgreement)}`,
    );
  }
  if (speed === undefined) return floats('the speed of the INT8 form was not measured');
  const gain = speed.fp32Ms / speed.int8Ms;
  const figures = `${speed.int8Ms.toFixed(1)} ms in INT8, ${speed.fp32Ms.toFixed(1)} ms in FP32`;
  // A release may be set up on one machine and run on another, where nothing can be written.
  const where =
    speed.machine === machine ? 'on this processor' : `on the processor of the set-up, ${speed.machine}`;
  if (gain < leastGain) return floats(`INT8 gains nothing ${where}: ${figures}`);
  const reason = `${gain.toFixed(2)} × faster ${where} (${figures}), ${percent(agreement)} of objects found alike`;
  return { precision: 'int8', reason, isFallback: false };
}

function floats(reason: string, isFallback = false): PrecisionChoice {
  return { precision: 'fp32', reason, isFallback };
}
