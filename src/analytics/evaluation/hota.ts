import { assign } from '#analytics/tracking/assignment.ts';
import { type EvaluatedFrame, indexOfIds, overlapsOf } from './sequence.ts';

/** Higher order tracking accuracy and its parts, 0…1, means over the overlaps 0.05, 0.10 … 0.95. */
export interface Hota {
  readonly hota: number | undefined;
  /** How well objects are found. */
  readonly detectionAccuracy: number | undefined;
  /** How well they keep their track. */
  readonly associationAccuracy: number | undefined;
  /** How well the boxes of found objects fit. */
  readonly localisationAccuracy: number | undefined;
}

const thresholds = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);
// An overlap that is the threshold but for rounding counts.
const rounding = Number.EPSILON;

/** Computes HOTA. Luiten et al. 2020, §4 and its reference code for how pairs are picked. */
export function hota(frames: readonly EvaluatedFrame[]): Hota {
  const tables = new Tables(frames);
  if (tables.truths + tables.found === 0) return nothing;
  const tallies = thresholds.map(() => newTally(tables.size));
  for (const frame of frames) countPairs(frame, tables, tallies);
  const detection = tallies.map((tally) => tally.pairs / (tables.truths + tables.found - tally.pairs));
  const association = tallies.map((tally) => tables.association(tally));
  return {
    hota: mean(detection.map((accuracy, index) => Math.sqrt(accuracy * association[index]!))),
    detectionAccuracy: mean(detection),
    associationAccuracy: mean(association),
    localisationAccuracy: mean(tallies.map((tally) => (tally.pairs === 0 ? 1 : tally.overlap / tally.pairs))),
  };
}

const nothing: Hota = {
  hota: undefined,
  detectionAccuracy: undefined,
  associationAccuracy: undefined,
  localisationAccuracy: undefined,
};

/** What one threshold gathers. */
interface Tally {
  pairs: number;
  overlap: number;
  /** pairs by object and track */
  readonly together: Uint32Array;
}

function newTally(size: number): Tally {
  return { pairs: 0, overlap: 0, together: new Uint32Array(size) };
}

/** Boxes of each object and track, and how well each two fit over the whole sequence. */
class Tables {
  readonly #objects: ReadonlyMap<number, number>;
  readonly #tracks: ReadonlyMap<number, number>;
  readonly #boxesOfObject: Uint32Array;
  readonly #boxesOfTrack: Uint32Array;
  readonly alignment: Float64Array;
  truths = 0;
  found = 0;

  constructor(frames: readonly EvaluatedFrame[]) {
    this.#objects = indexOfIds(frames.map((frame) => frame.truth));
    this.#tracks = indexOfIds(frames.map((frame) => frame.found));
    this.#boxesOfObject = new Uint32Array(this.#objects.size);
    this.#boxesOfTrack = new Uint32Array(this.#tracks.size);
    this.alignment = new Float64Array(this.size);
    for (const frame of frames) this.#add(frame);
    this.alignment.forEach((potential, at) => {
      this.alignment[at] = potential / (this.#boxesAt(at) - potential);
    });
  }

  get size(): number {
    return this.#objects.size * this.#tracks.size;
  }

  /** Place in the tables of each pair of a picture. */
  places(frame: EvaluatedFrame): Int32Array {
    const columns = frame.found.map((box) => this.#tracks.get(box.id)!);
    return Int32Array.from(
      frame.truth.flatMap((box) =>
        columns.map((track) => this.#objects.get(box.id)! * this.#tracks.size + track),
      ),
    );
  }

  association(tally: Tally): number {
    let total = 0;
    tally.together.forEach((together, at) => {
      if (together > 0) total += (together * together) / (this.#boxesAt(at) - together);
    });
    return total / Math.max(1, tally.pairs);
  }

  #add(frame: EvaluatedFrame): void {
    this.truths += frame.truth.length;
    this.found += frame.found.length;
    for (const box of frame.truth) this.#boxesOfObject[this.#objects.get(box.id)!]!++;
    for (const box of frame.found) this.#boxesOfTrack[this.#tracks.get(box.id)!]!++;
    const overlaps = overlapsOf(frame);
    const places = this.places(frame);
    const { ofRow, ofColumn } = totals(overlaps, frame);
    overlaps.forEach((overlap, at) => {
      if (overlap === 0) return;
      const others =
        ofRow[Math.floor(at / frame.found.length)]! + ofColumn[at % frame.found.length]! - overlap;
      this.alignment[places[at]!]! += overlap / others;
    });
  }

  #boxesAt(at: number): number {
    return (
      this.#boxesOfObject[Math.floor(at / this.#tracks.size)]! + this.#boxesOfTrack[at % this.#tracks.size]!
    );
  }
}

function totals(overlaps: Float64Array, frame: EvaluatedFrame) {
  const ofRow = new Float64Array(frame.truth.length);
  const ofColumn = new Float64Array(frame.found.length);
  overlaps.forEach((overlap, at) => {
    ofRow[Math.floor(at / frame.found.length)]! += overlap;
    ofColumn[at % frame.found.length]! += overlap;
  });
  return { ofRow, ofColumn };
}

function countPairs(frame: EvaluatedFrame, tables: Tables, tallies: readonly Tally[]): void {
  const overlaps = overlapsOf(frame);
  const places = tables.places(frame);
  const columns = frame.found.length;
  const costs = overlaps.map((overlap, at) => -overlap * tables.alignment[places[at]!]!);
  assign(costs, frame.truth.length, columns, 0).forEach((column, row) => {
    if (column === -1) return;
    const at = row * columns + column;
    thresholds.forEach((threshold, index) => {
      if (overlaps[at]! < threshold - rounding) return;
      const tally = tallies[index]!;
      tally.pairs++;
      tally.overlap += overlaps[at]!;
      tally.together[places[at]!]!++;
    });
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
