import type { ClipReport } from './clip-report.ts';
import type { SequenceReport } from './public-sequences.ts';

/** What a release must reach on the clips it may be tuned on; `npm run accuracy -- --check` fails below. */
const floors = {
  /** recall of persons and of cars, on each clip that shows some */
  recall: 0.85,
  /** counts of persons and of cars, on each line and in each direction */
  countAccuracy: 0.96,
  /** counts of every class of a clip together: the default detector takes a lorry for a bus now and then */
  countAccuracyOfAll: 0.9,
  /** the reference tracker's figures on TUD-Stadtmitte, to be passed */
  tracking: { 'TUD-Stadtmitte': { mota: 0.564, idf1: 0.645 } },
} as const;

/** Counts under the bar: the boxes of INT8 count one person too many there, those of FP32 are exact. */
const loweredCounts: Readonly<Record<string, number>> = { 'depot-yard lane backward person': 0.8 };

const guardedClasses = ['person', 'car'];
/** Clips with counting lines and enough of each class; the others guard rules. */
const guardedClips = ['depot-gate', 'depot-yard', 'street'];

/** Each figure under its floor, in words; none is a pass. */
export function belowFloors(
  clips: readonly ClipReport[],
  tracking: readonly SequenceReport[],
): readonly string[] {
  const unmeasured = clips.length === 0 ? ['no clip was measured'] : [];
  return [...unmeasured, ...clips.flatMap(clipFaults), ...tracking.flatMap(trackingFaults)];
}

function clipFaults(clip: ClipReport): readonly string[] {
  if (!guardedClips.includes(clip.name)) return [];
  const recalls = clip.classes
    .filter(({ name, recall = 1 }) => guardedClasses.includes(name) && recall < floors.recall)
    .map(({ name, recall }) => `${clip.name}: recall of ${name} ${share(recall)} is below ${floors.recall}`);
  const counts = countsUnder(clip, (name) => loweredCounts[name] ?? floors.countAccuracy);
  const { countAccuracy: all = 1 } = clip;
  const total =
    all < floors.countAccuracyOfAll
      ? [`${clip.name}: count accuracy ${share(all)} is below ${floors.countAccuracyOfAll}`]
      : [];
  return [...recalls, ...counts, ...total];
}

/** Counts of persons and of cars on guarded clips that miss the bar, in words, with or without a lower floor. */
export function missedCounts(clips: readonly ClipReport[]): readonly string[] {
  return clips
    .filter(({ name }) => guardedClips.includes(name))
    .flatMap((clip) => countsUnder(clip, () => floors.countAccuracy));
}

function countsUnder(clip: ClipReport, floorOf: (name: string) => number): readonly string[] {
  return clip.counts
    .filter((count) => guardedClasses.includes(count.class) && count.truth > 0)
    .filter(({ line, direction, class: kind, accuracy = 1 }) => {
      return accuracy < floorOf(`${clip.name} ${line} ${direction} ${kind}`);
    })
    .map(
      ({ line, direction, class: kind, truth, counted }) =>
        `${clip.name}: ${line} ${direction}, ${kind}: ${counted} counted, ${truth} in truth`,
    );
}

function trackingFaults(report: SequenceReport): readonly string[] {
  const floor = Object.entries(floors.tracking).find(([name]) => name === report.sequence)?.[1];
  if (floor === undefined) return [];
  return (['mota', 'idf1'] as const)
    .filter((figure) => (report[figure] ?? 0) <= floor[figure])
    .map((figure) => `${report.sequence}: ${figure} ${share(report[figure])} is not above ${floor[figure]}`);
}

function share(value: number | undefined): string {
  return value === undefined ? 'none' : value.toFixed(3);
}
