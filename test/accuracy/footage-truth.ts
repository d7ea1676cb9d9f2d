import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CountSegment } from '#analytics/evaluation/count-accuracy.ts';
import type { ClassedBox } from '#analytics/evaluation/detection-scores.ts';
import type { IdentifiedBox } from '#analytics/evaluation/sequence.ts';
import { bucketStart } from '#analytics/statistics/buckets.ts';
import type { Truth } from '../../footage/plan/truth.ts';

/** A box of a known object and of a class. */
export type TrueBox = ClassedBox & IdentifiedBox;

/** What is true of one picture: objects to be found, and objects that may be found or not. */
export interface TruePicture {
  readonly counted: readonly TrueBox[];
  readonly ignored: readonly TrueBox[];
}

/** A clip with its truth. */
export interface Clip {
  readonly name: string;
  readonly video: string;
  readonly truth: Truth;
  /** never used to tune anything */
  readonly heldOut: boolean;
}

/** An object must show this share of itself inside the picture to be expected. */
const leastVisibility = 0.6;
/** And its box must be this high, as a share of the height of the picture. */
const leastHeight = 0.08;

/** Classes that the footage knows the truth of; what a detector says of others is neither right nor wrong. */
export const measuredClasses: ReadonlySet<string> = new Set([
  'person',
  'bicycle',
  'car',
  'motorcycle',
  'bus',
  'truck',
]);

const suffix = '.truth.json';

/** Clips of a folder, by name; only those whose name is asked for when any is. */
export async function readClips(folder: string, wanted: readonly string[]): Promise<readonly Clip[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(suffix)).sort();
  const names = files.map((file) => file.slice(0, -suffix.length));
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`--clip: no clip "${unknown}" in ${folder}: ${names.join(', ')}`);
  return Promise.all(
    names
      .filter((name) => wanted.length === 0 || wanted.includes(name))
      .map(async (name) => ({
        name,
        video: join(folder, `${name}.mp4`),
        truth: JSON.parse(await readFile(join(folder, `${name}${suffix}`), 'utf8')) as Truth,
        heldOut: name.endsWith('-heldout'),
      })),
  );
}

/** What is true of a picture of the clip. */
export function truePicture(truth: Truth, frame: number): TruePicture {
  const classOf = new Map(truth.objects.map((object) => [object.id, object.class]));
  const counted: TrueBox[] = [];
  const ignored: TrueBox[] = [];
  for (const [id, left, top, right, bottom, visibility] of truth.frames[frame] ?? []) {
    const name = classOf.get(id) ?? '';
    const isSeen = visibility >= leastVisibility && bottom - top >= leastHeight * truth.height;
    const isExpected = isSeen && measuredClasses.has(name);
    (isExpected ? counted : ignored).push({ id, class: name, left, top, right, bottom });
  }
  return { counted, ignored };
}

/** True crossings, one segment each, in the quarter hour they fall into; the clip starts at 0. */
export function trueCounts(truth: Truth): readonly CountSegment[] {
  return truth.crossings.map(({ line, direction, class: kind, frame }) => ({
    line,
    direction,
    class: kind,
    startMs: bucketStart((frame * 1000) / truth.framesPerSecond),
    count: 1,
  }));
}
