import type { ClipReport } from './clip-report.ts';
import type { SequenceReport } from './public-sequences.ts';

/** What a release must reach; `npm run accuracy -- --check` fails below. */
const floors = {
  /** recall of persons and of cars, on each clip that shows some */
  recall: 0.85,
  /** accuracy of counts on each clip */
  countAccuracy: 0.96,
  /** the reference tracker's figures on TUD-Stadtmitte, to be passed */
  tracking: { 'TUD-Stadtmitte': { mota: 0.564, idf1: 0.645 } },
} as const;

const guardedClasses = ['person', 'car'];

/** Each figure under its floor, in words; none is a pass. */
export function belowFloors(
  clips: readonly ClipReport[],
  tracking: readonly SequenceReport[],
): readonly string[] {
  const unmeasured = clips.length === 0 ? ['no clip was measured'] : [];
  return [...unmeasured, ...clips.flatMap(clipFaults), ...tracking.flatMap(trackingFaults)];
}

function clipFaults(clip: ClipReport): readonly string[] {
  const faults = clip.classes
    .filter(
      ({ name, recall }) => guardedClasses.includes(name) && recall !== undefined && recall < floors.recall,
    )
    .map(({ name, recall }) => `${clip.name}: recall of ${name} ${share(recall)} is below ${floors.recall}`);
  if (clip.countAccuracy !== undefined && clip.countAccuracy < floors.countAccuracy) {
    faults.push(`${clip.name}: count accuracy ${share(clip.countAccuracy)} is below ${floors.countAccuracy}`);
  }
  return faults;
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
