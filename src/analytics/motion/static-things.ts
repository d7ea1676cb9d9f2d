import { type Box, boxArea, coveredShare, intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import { type ChangeKind, ChangeShape } from './change-shape.ts';
import { lightAbout } from './ground-light.ts';
import { arePartsOfOne, type GroundThing, type SavedThings, wholeThings } from './ground-thing.ts';
import { MarkFilter } from './mark-filter.ts';
import type { Region } from './regions.ts';
import { type SettledGround, ticksPerSecond } from './settled-ground.ts';

/** A changed region smaller than this many pixels is a speck; one over this share of the picture is no thing. */
const leastSize = 5;
const largestShare = 0.2;

/** Pixels so near to each other are one thing: a part of it may look like the ground. */
const reach = 4;

/** Pixels of one thing settle within so long of their neighbours. */
const sameAgeTicks = 3 * ticksPerSecond;

/** Share of a thing that must be in sight for it to be seen. */
const seenShare = 0.5;

/** A thing not seen for so long is gone. */
const goneSeconds = 1.2;

/** A change that is no thing, or none that can be told, becomes ground after so long. */
const unclearSeconds = 8;
const largeSeconds = 20;

/** Seconds between two sweeps of changed pixels that belong to nothing, and pixels about a thing that belong to it. */
const sweepSeconds = 10;
const rimPixels = 2;

/** Seconds a thing known before a restart has to be seen again. */
const restoreSeconds = 6;

/** A thing whose size changes by this factor is judged anew, once it has kept its size for this long. */
const sizeChange = 1.3;
const steadySeconds = 0.5;

/** Boxes that overlap so much are the same thing. */
const sameOverlap = 0.2;
const sameCover = 0.6;

/** The change of the light of the day that is followed. */
const lightStep = 0.03;

interface Known {
  id: number;
  change: ChangeKind;
  box: Box;
  since: number;
  isHidden: boolean;
  first: number;
  seen: number;
  light: number;
  /** pixels it had when it was judged */
  size: number;
  /** pixels it had in the look before, and when that last changed */
  sizeBefore: number;
  sizedAt: number;
}

/** Follows the changed regions of the ground as things with numbers that last. */
export class StaticThings {
  readonly #ground: SettledGround;
  readonly #shape: ChangeShape;
  readonly #filter: MarkFilter;
  readonly #marked: Int32Array;
  readonly #width: number;
  readonly #height: number;
  readonly #keepSeconds: number;
  #known: Known[] = [];
  #nextId = 1;
  #sweptAt = 0;

  /** A thing becomes ground after `keepSeconds`. */
  constructor(ground: SettledGround, width: number, height: number, keepSeconds: number) {
    this.#ground = ground;
    this.#width = width;
    this.#height = height;
    this.#shape = new ChangeShape(ground, width, height);
    this.#filter = new MarkFilter(width, height, reach, { since: ground.since, spread: sameAgeTicks });
    this.#marked = new Int32Array(width * height);
    this.#keepSeconds = keepSeconds;
  }

  /** The things on the ground now. */
  get things(): GroundThing[] {
    return wholeThings(this.#known);
  }

  /** Looks at the ground anew; wanted about twice a second. */
  update(clock: number): void {
    if (this.#ground.changedCount > 0) {
      const regions = this.#regions();
      for (const region of regions) this.#follow(region, clock);
    }
    this.#forget(clock);
    if (clock - this.#sweptAt >= sweepSeconds) this.#sweep(clock);
  }

  /** Drops what is gone; what is left of a thing keeps its number. */
  #forget(clock: number): void {
    const gone = this.#known.filter(({ seen }) => clock - seen >= goneSeconds);
    if (gone.length === 0) return;
    this.#known = this.#known.filter(({ seen }) => clock - seen < goneSeconds);
    for (const { id, change, box, since } of gone) {
      const rest = this.#known.find((other) => arePartsOfOne(other, { change, box, since }));
      if (!rest || rest.id < id) continue;
      rest.id = id;
      rest.since = since;
    }
  }

  /** What must outlive a restart. */
  save(clock: number): SavedThings {
    const things = this.#known.flatMap(({ id, change, box, since, first }) => {
      if (change !== 'appeared' && change !== 'removed') return [];
      const { left, top, right, bottom } = box;
      const ground = this.#changedIn(box).flatMap((at) => [at, Math.round(this.#ground.before[at]!)]);
      const edges = [left, top, right, bottom] as const;
      return [{ id, change, box: edges, stayed: clock - since, known: clock - first, ground }];
    });
    return { nextId: this.#nextId, things };
  }

  /** Takes up what `save` gave in a picture of the same size. */
  restore({ nextId, things }: SavedThings, clock: number): void {
    this.#nextId = Math.max(this.#nextId, nextId);
    for (const { id, change, box, stayed, known, ground } of things) {
      const [left, top, right, bottom] = box;
      const times = {
        isHidden: true,
        since: clock - stayed,
        first: clock - known,
        seen: clock + restoreSeconds,
      };
      this.#known.push({
        id,
        change,
        box: { left, top, right, bottom },
        ...times,
        light: 0,
        size: ground.length / 2,
        sizeBefore: ground.length / 2,
        sizedAt: clock,
      });
      for (let i = 0; i + 1 < ground.length; i += 2) this.#ground.restore(ground[i]!, ground[i + 1]!);
    }
  }

  /** Forgets all things. */
  clear(): void {
    this.#known = [];
  }

  /** Changed pixels that belong to no thing become ground: specks and rims. */
  #sweep(clock: number): void {
    this.#sweptAt = clock;
    const { changed, since } = this.#ground;
    const kept = new Set(this.#known.flatMap(({ box }) => this.#changedIn(box)));
    const youngest = (clock - unclearSeconds) * ticksPerSecond;
    for (let at = changed.indexOf(1); at !== -1; at = changed.indexOf(1, at + 1)) {
      if (since[at]! < youngest && !kept.has(at)) this.#ground.accept(at);
    }
  }

  #changedIn(box: Box): number[] {
    const inside: number[] = [];
    const right = Math.min(this.#width, box.right + rimPixels);
    const bottom = Math.min(this.#height, box.bottom + rimPixels);
    for (let y = Math.max(0, box.top - rimPixels); y < bottom; y++) {
      for (let x = Math.max(0, box.left - rimPixels); x < right; x++) {
        const at = y * this.#width + x;
        if (this.#ground.changed[at] === 1) inside.push(at);
      }
    }
    return inside;
  }

  #regions(): Region[] {
    const { changed } = this.#ground;
    const last = changed.length - this.#width - 1;
    let count = 0;
    for (let at = changed.indexOf(1); at !== -1; at = changed.indexOf(1, at + 1)) {
      if (at > this.#width && at < last) this.#marked[count++] = at;
    }
    return this.#filter.find(this.#marked, count).sort((a, b) => b.to - b.from - (a.to - a.from));
  }

  #follow(region: Region, clock: number): void {
    const pixels = this.#filter.pixels;
    const size = region.to - region.from;
    if (size < leastSize) return;
    const box = this.#shape.core(region, pixels);
    const known = this.#match(box, clock) ?? this.#meet(region, box, clock);
    known.seen = clock;
    known.box = box;
    known.isHidden = this.#isHidden(region);
    this.#followLight(known, region);
    this.#judge(known, region, size, clock);
    if (this.#isOver(known, size, clock)) this.#accept(region);
  }

  /** Judges a thing until it can be told, and anew once it has another size. */
  #judge(known: Known, region: Region, size: number, clock: number): void {
    const isKnown = known.change === 'appeared' || known.change === 'removed';
    if (isKnown && isAbout(size, known.size)) return;
    if (!isAbout(size, known.sizeBefore)) known.sizedAt = clock;
    known.sizeBefore = size;
    if (clock - known.sizedAt < steadySeconds || size > largestShare * this.#width * this.#height) return;
    const change = this.#shape.kind(region, this.#filter.pixels);
    if (change === 'hidden' && !isKnown) known.first = clock;
    if (change === 'hidden' || (isKnown && change === 'unclear')) return;
    this.#tell(known, region, change, size);
  }

  /** A thing that turns out to be another has another number, and is as old as what is seen now. */
  #tell(known: Known, region: Region, change: ChangeKind, size: number): void {
    if (change !== known.change) {
      if (known.change !== 'unclear') known.id = this.#nextId++;
      known.since = this.#shape.since(region, this.#filter.pixels, change) / ticksPerSecond;
    }
    known.change = change;
    known.size = size;
  }

  /** Whether what changed is ground by now. */
  #isOver({ change, first }: Known, size: number, clock: number): boolean {
    if (change === 'nothing') return true;
    const isLarge = size > largestShare * this.#width * this.#height;
    if (isLarge) return clock - first > largeSeconds;
    return clock - first > (change === 'unclear' ? unclearSeconds : this.#keepSeconds);
  }

  #isHidden({ from, to }: Region): boolean {
    let inSight = 0;
    for (let i = from; i < to; i++) if (this.#ground.isCertain(this.#filter.pixels[i]!)) inSight++;
    return inSight < seenShare * (to - from);
  }

  #accept({ from, to }: Region): void {
    for (let i = from; i < to; i++) this.#ground.accept(this.#filter.pixels[i]!);
  }

  #match(box: Box, clock: number): Known | undefined {
    let best: Known | undefined;
    let most = 0;
    for (const known of this.#known) {
      if (known.seen === clock) continue;
      const overlap = intersectionOverUnion(known.box, box);
      const cover = Math.max(coveredShare(known.box, box), coveredShare(box, known.box));
      if ((overlap > sameOverlap || cover > sameCover) && overlap > most) {
        best = known;
        most = overlap;
      }
    }
    return best;
  }

  #meet(region: Region, box: Box, clock: number): Known {
    const known: Known = {
      id: this.#nextId++,
      change: 'unclear',
      box,
      since: clock,
      isHidden: false,
      first: clock,
      seen: clock,
      light: 0,
      size: 0,
      sizeBefore: region.to - region.from,
      sizedAt: clock,
    };
    this.#known.push(known);
    return known;
  }

  /** What the ground was is kept as bright as the ground about the thing becomes. */
  #followLight(known: Known, { from, to }: Region): void {
    const light = lightAbout(known.box, this.#ground, this.#width);
    if (known.light === 0 || boxArea(known.box) === 0) known.light = light;
    const gain = light / known.light;
    if (light === 0 || Math.abs(gain - 1) < lightStep) return;
    known.light = light;
    const { before } = this.#ground;
    for (let i = from; i < to; i++) {
      const at = this.#filter.pixels[i]!;
      before[at] = before[at]! * gain;
    }
  }
}

function isAbout(size: number, other: number): boolean {
  return size > other / sizeChange && size < other * sizeChange;
}
