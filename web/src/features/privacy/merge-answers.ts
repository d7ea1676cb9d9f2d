import type { GateAnswer } from '#features/privacy/legal-schema.ts';

/** What holds for several kinds of rule alike, told once. */
export interface MergedAnswer {
  readonly output: string;
  readonly allowed: boolean;
  readonly rule: GateAnswer['rule'];
  readonly lift: GateAnswer['lift'];
  /** kinds of rule it is about; none: all of them */
  readonly detectors: readonly string[];
}

const any = 'any';

/** Puts answers of one output and one reason together, so that the same text is read once. */
export function mergeAnswers(answers: readonly GateAnswer[]): readonly MergedAnswer[] {
  const merged = new Map<string, MergedAnswer>();
  for (const { output, detector, allowed, reason, rule, lift } of answers) {
    const key = `${output} ${allowed} ${reason}`;
    const before = merged.get(key)?.detectors ?? [];
    const detectors = detector === any ? before : [...before, detector];
    merged.set(key, { output, allowed, rule, lift, detectors });
  }
  return [...merged.values()];
}
