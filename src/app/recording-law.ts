import type { LegalFactsStore } from '#features/privacy/legal-facts-store.ts';
import type { RecordingLaw } from '#features/recording/ports.ts';
import { ceilingDays } from '#features/recording/retention.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Validity } from '#foundation/legal-gate.ts';
import type { Law } from './law.ts';

/** Asks the legal gate and the register how long pictures of a camera may be kept: the shortest limit counts. */
export function createRecordingLaw(
  { decide, pack, watch }: Pick<Law, 'decide' | 'pack' | 'watch'>,
  records: Pick<LegalFactsStore, 'facts' | 'purposes'>,
  clock: Clock,
): RecordingLaw {
  const { mostDays } = pack.retention;
  const kinds = pack.purposes.filter(({ outputs }) => outputs.includes('recording'));
  return {
    mostDays,
    async clockDoubtedAtMs() {
      // Read at this moment: a clock that leapt a second ago must not destroy anything before somebody looks at it.
      await watch.readClock();
      return watch.doubtedAtMs();
    },
    async ceiling(tx, cameraId) {
      const facts = (await records.facts(tx, [cameraId])).get(cameraId);
      if (facts === undefined) return undefined;
      const nowMs = clock();
      const granting = new Set(
        facts.purposes
          .filter((purpose) => counts(purpose, nowMs) && kinds.some(({ code }) => code === purpose.code))
          .map(({ id }) => id),
      );
      const purposes = (await records.purposes(tx)).filter(({ id }) => granting.has(id));
      const authorisations = facts.authorisations.filter((one) => counts(one, nowMs));
      const limits = [...purposes, ...authorisations].map(({ retentionDays }) => retentionDays);
      const answer = decide(facts, 'recording', 'recording', nowMs);
      return { answer, days: answer.allowed ? ceilingDays(mostDays, limits) : 0 };
    },
  };
}

function counts({ fromMs, untilMs }: Validity, nowMs: number): boolean {
  return fromMs <= nowMs && (untilMs === null || nowMs < untilMs);
}
