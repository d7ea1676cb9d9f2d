import { assign } from '#analytics/tracking/assignment.ts';
import { type EvaluatedFrame, overlapsOf } from './sequence.ts';

/** CLEAR-MOT figures; shares are 0…1 and `undefined` where there is nothing to divide by. */
export interface ClearMot {
  /** 1 − (misses + false boxes + switches) / true boxes; below 0 when there are more faults than objects. */
  readonly mota: number | undefined;
  /** Mean distance (1 − IoU) of the matched pairs: lower is better. */
  readonly motp: number | undefined;
  readonly recall: number | undefined;
  readonly precision: number | undefined;
  readonly truths: number;
  readonly matches: number;
  readonly misses: number;
  readonly falsePositives: number;
  /** Times an object was matched with another track than the last one. */
  readonly idSwitches: number;
  /** Times an object was lost after being followed, and found again later. */
  readonly fragmentations: number;
  /** Objects followed for at least 80 % of their life, for 20 to 80 %, and for less. */
  readonly mostlyTracked: number;
  readonly partlyTracked: number;
  readonly mostlyLost: number;
}

/**
 * Pairs objects and tracks picture by picture, keeping each earlier pair that still overlaps by `minOverlap`, then
 * as many others as can be, at the least total distance. Bernardin and Stiefelhagen 2008, §2.1; an object may be
 * matched again with its last track however long after.
 */
export function clearMot(frames: readonly EvaluatedFrame[], minOverlap = 0.5): ClearMot {
  const tally = new Tally(minOverlap);
  for (const frame of frames) tally.add(frame);
  return tally.result();
}

interface Life {
  truths: number;
  matches: number;
  wasMatched: boolean;
  isMatched: boolean;
  fragments: number;
}

class Tally {
  readonly #minOverlap: number;
  readonly #trackOf = new Map<number, number>();
  readonly #lives = new Map<number, Life>();
  #found = 0;
  #matches = 0;
  #switches = 0;
  #distance = 0;

  constructor(minOverlap: number) {
    this.#minOverlap = minOverlap;
  }

  add(frame: EvaluatedFrame): void {
    const overlaps = overlapsOf(frame);
    const columnOfRow = this.#keep(frame, overlaps);
    this.#pairRest(frame, overlaps, columnOfRow);
    this.#found += frame.found.length;
    frame.truth.forEach((truth, row) => {
      const column = columnOfRow[row]!;
      this.#live(truth.id, column !== -1);
      if (column === -1) return;
      this.#matches++;
      this.#distance += 1 - overlaps[row * frame.found.length + column]!;
    });
  }

  result(): ClearMot {
    const lives = [...this.#lives.values()];
    const truths = sum(lives.map((life) => life.truths));
    const misses = truths - this.#matches;
    const falsePositives = this.#found - this.#matches;
    const shares = lives.map((life) => life.matches / life.truths);
    return {
      mota: ratio(truths - misses - falsePositives - this.#switches, truths),
      motp: ratio(this.#distance, this.#matches),
      recall: ratio(this.#matches, truths),
      precision: ratio(this.#matches, this.#found),
      truths,
      matches: this.#matches,
      misses,
      falsePositives,
      idSwitches: this.#switches,
      fragmentations: sum(lives.map((life) => life.fragments)),
      mostlyTracked: shares.filter((share) => share >= 0.8).length,
      partlyTracked: shares.filter((share) => share >= 0.2 && share < 0.8).length,
      mostlyLost: shares.filter((share) => share < 0.2).length,
    };
  }

  #keep(frame: EvaluatedFrame, overlaps: Float64Array): Int32Array {
    const taken = new Set<number>();
    return Int32Array.from(frame.truth, (truth, row) => {
      const last = this.#trackOf.get(truth.id);
      const column = frame.found.findIndex((found, at) => found.id === last && !taken.has(at));
      if (column === -1 || !this.#fits(overlaps[row * frame.found.length + column]!)) return -1;
      taken.add(column);
      return column;
    });
  }

  #pairRest(frame: EvaluatedFrame, overlaps: Float64Array, columnOfRow: Int32Array): void {
    const columns = frame.found.length;
    const taken = new Set(columnOfRow);
    const costs = overlaps.map((overlap, at) => {
      const isFree = columnOfRow[Math.floor(at / columns)] === -1 && !taken.has(at % columns);
      return isFree && this.#fits(overlap) ? 1 - overlap : forbidden;
    });
    assign(costs, frame.truth.length, columns, forbidden).forEach((column, row) => {
      if (column === -1) return;
      const object = frame.truth[row]!.id;
      const track = frame.found[column]!.id;
      columnOfRow[row] = column;
      if (this.#trackOf.has(object) && this.#trackOf.get(object) !== track) this.#switches++;
      this.#trackOf.set(object, track);
    });
  }

  #fits(overlap: number): boolean {
    return 1 - overlap <= 1 - this.#minOverlap;
  }

  #live(object: number, isMatched: boolean): void {
    const life = this.#lives.get(object) ?? newLife();
    this.#lives.set(object, life);
    life.truths++;
    if (isMatched) {
      life.matches++;
      if (life.wasMatched && !life.isMatched) life.fragments++;
      life.wasMatched = true;
    }
    life.isMatched = isMatched;
  }
}

/** More than any sum of distances in a picture, so that two pairs always win over one closer pair. */
const forbidden = 1e6;

function newLife(): Life {
  return { truths: 0, matches: 0, wasMatched: false, isMatched: false, fragments: 0 };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
