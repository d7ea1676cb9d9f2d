import type { Box } from '#analytics/geometry/boxes.ts';
import { isProperBox } from './observations.ts';
import type { PictureSize } from './picture-size.ts';

const version = 1;
const maxObjects = 2000;
const maxScores = 25;
const maxVotes = 100;

/** Left, top, right, bottom. */
type Sides = readonly [number, number, number, number];

/** An object as it is kept over a restart. */
export interface SavedObject {
  readonly id: number;
  readonly hits: number;
  readonly firstSeenMs: number;
  readonly unseenMs: number;
  readonly score: number;
  readonly scores: readonly number[];
  /** sum of scores of each class */
  readonly votes: readonly (readonly [classId: number, sum: number])[];
  readonly box: Sides;
  readonly speed: readonly [x: number, y: number];
  readonly rest: { readonly place: Sides; readonly sinceMs: number } | null;
}

/** All a tracker knows, as plain JSON. */
export interface SavedTracker {
  readonly version: typeof version;
  /** time of the last picture */
  readonly timeMs: number;
  readonly lastId: number;
  readonly picture: PictureSize | null;
  /** number of labels of the model whose classes the votes name */
  readonly labels: number;
  readonly objects: readonly SavedObject[];
}

/** Makes what `readSavedTracker` takes. */
export function savedTracker(saved: Omit<SavedTracker, 'version'>): SavedTracker {
  return { version, ...saved };
}

/** Checks what was saved; undefined for anything that this version did not write. */
export function readSavedTracker(saved: unknown): SavedTracker | undefined {
  if (!isRecord(saved)) return undefined;
  const { version: written, timeMs, lastId, picture, labels, objects } = saved;
  if (written !== version || !Array.isArray(objects)) return undefined;
  if (!isNumber(timeMs) || !isCount(lastId) || !isCount(labels)) return undefined;
  if (picture !== null && !isPicture(picture)) return undefined;
  if (objects.length > maxObjects || !objects.every(isObject)) return undefined;
  if (objects.some(({ id }) => id > lastId) || new Set(objects.map(({ id }) => id)).size < objects.length) {
    return undefined;
  }
  return { version, timeMs, lastId, picture, labels, objects };
}

/** The sides of a box, rounded to hundredths of a pixel. */
export function sidesOf({ left, top, right, bottom }: Box): Sides {
  return [hundredths(left), hundredths(top), hundredths(right), hundredths(bottom)];
}

/** A box from its sides. */
export function boxOf([left, top, right, bottom]: Sides): Box {
  return { left, top, right, bottom };
}

/** Rounded to two digits: what is saved is sent often. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function isObject(saved: unknown): saved is SavedObject {
  if (!isRecord(saved)) return false;
  const { id, hits, firstSeenMs, unseenMs, score, scores, votes, box, speed, rest } = saved;
  return (
    isCount(id) &&
    isCount(hits) &&
    isNumber(firstSeenMs) &&
    isNumber(unseenMs) &&
    isNumber(score) &&
    isNumbers(scores, 1, maxScores) &&
    areVotes(votes) &&
    isSides(box) &&
    isNumbers(speed, 2, 2) &&
    (rest === null || isRest(rest))
  );
}

function areVotes(votes: unknown): boolean {
  const isVote = (vote: unknown) => isNumbers(vote, 2, 2) && isCount(vote[0]);
  return Array.isArray(votes) && votes.length > 0 && votes.length <= maxVotes && votes.every(isVote);
}

function isRest(rest: unknown): boolean {
  if (!isRecord(rest)) return false;
  const { place, sinceMs } = rest;
  return isSides(place) && isNumber(sinceMs);
}

function isSides(value: unknown): boolean {
  return isNumbers(value, 4, 4) && isProperBox(boxOf(value as unknown as Sides));
}

function isPicture(value: unknown): value is PictureSize {
  if (!isRecord(value)) return false;
  const { width, height } = value;
  return isCount(width) && isCount(height);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isNumbers(value: unknown, least: number, most: number): value is readonly number[] {
  return Array.isArray(value) && value.length >= least && value.length <= most && value.every(isNumber);
}
