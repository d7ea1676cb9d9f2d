import type { Tx } from '#foundation/unit-of-work.ts';
import type { RuleReading, RuleToRead } from './rule-schema.ts';
import { readingOf } from './rule-sentence.ts';
import type { PeriodStore, RuleStore } from './rule-store.ts';
import type { ZoneStore } from './zone-store.ts';

interface Parts {
  readonly store: RuleStore;
  readonly zoneStore: ZoneStore;
  readonly periodStore: PeriodStore;
}

/** Reads a rule that is being typed, with the names of what it watches. */
export async function readRule(
  tx: Tx,
  { store, zoneStore, periodStore }: Parts,
  rule: RuleToRead,
): Promise<RuleReading> {
  const { cameraId, periodId = null } = rule;
  const camera = await store.findCamera(tx, cameraId);
  return readingOf(rule, {
    zones: await zoneStore.zones.listAll(tx, cameraId),
    lines: await zoneStore.lines.listAll(tx, cameraId),
    period: periodId === null ? undefined : await periodStore.find(tx, periodId),
    camera: camera?.name ?? '…',
  });
}
