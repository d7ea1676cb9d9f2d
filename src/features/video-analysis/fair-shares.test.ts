import { describe, expect, it } from 'vitest';
import { type CameraShare, FairShares, type Wish } from './fair-shares.ts';

const secondsPerSettle = 2;
/** Delay of a picture while the machine keeps up. */
const promptMs = 50;

/** Numbers 0…1 that are the same in each run (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Tally {
  offered: number;
  taken: number;
  analysed: number;
}

/** A machine that analyses so many pictures a second; second looks cost as much as a picture. */
function machine(wishes: readonly Wish[]) {
  const shares = new FairShares();
  const cameras = wishes.map((wish, index) => shares.join(index, wish));
  const tallies = cameras.map((): Tally => ({ offered: 0, taken: 0, analysed: 0 }));
  const spell = (capacity: number) => {
    let left = capacity * secondsPerSettle;
    const waiting: number[] = [];
    cameras.forEach((share, index) => {
      const tally = tallies[index];
      for (let picture = 0; tally && picture < share.wish.framesPerSecond * secondsPerSettle; picture += 1) {
        tally.offered += 1;
        if (!share.takes()) continue;
        tally.taken += 1;
        waiting.push(index);
      }
    });
    // Pictures of all cameras come one between the other.
    waiting.sort((a, b) => ((a * 7919) % 101) - ((b * 7919) % 101));
    for (const index of waiting) {
      const share = cameras[index] as CameraShare;
      const cost = share.looksAgain() ? 2 : 1;
      if (left >= cost) {
        left -= cost;
        share.analysed(promptMs);
        (tallies[index] as Tally).analysed += 1;
      } else share.lost();
    }
    shares.settle();
  };
  const run = (capacity: number, spells: number) => {
    for (let index = 0; index < spells; index += 1) spell(capacity);
  };
  return { shares, cameras, tallies, run };
}

const same = (count: number, wish: Wish) => Array.from({ length: count }, () => wish);
const normal: Wish = { framesPerSecond: 5, priority: 'normal' };
const rates = (cameras: readonly CameraShare[]) => cameras.map((share) => share.framesPerSecond);

const order = { low: 0, normal: 1, high: 2 };

/** Whoever comes first gets no smaller a part of what it asks; who asks the same the same way gets the same. */
function expectNoLesserPart(cameras: readonly CameraShare[]): void {
  const partOf = (share: CameraShare) => share.framesPerSecond / share.wish.framesPerSecond;
  const pairs = cameras.flatMap((one) => cameras.map((other) => [one, other] as const));
  for (const [one, other] of pairs) {
    const isAbove = order[one.wish.priority] >= order[other.wish.priority];
    if (isAbove && other.framesPerSecond > 0.5)
      expect(partOf(one)).toBeGreaterThanOrEqual(partOf(other) - 1e-9);
  }
}

describe('fair shares', () => {
  it('leave every camera its wish while the machine keeps up', () => {
    const { cameras, tallies, run } = machine(same(10, normal));
    run(200, 50);
    expect(rates(cameras)).toEqual(Array.from({ length: 10 }, () => 5));
    expect(tallies.every(({ offered, taken }) => offered === taken)).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('hold for any cameras and any machine (case %i)', (seed) => {
    const random = randomOf(seed);
    const wishes = Array.from(
      { length: 2 + Math.floor(random() * 30) },
      (): Wish => ({
        framesPerSecond: 1 + Math.floor(random() * 10),
        priority: (['low', 'normal', 'high'] as const)[Math.floor(random() * 3)] ?? 'normal',
      }),
    );
    const wanted = wishes.reduce((sum, wish) => sum + wish.framesPerSecond, 0);
    const capacity = wanted * (0.25 + random() * 0.6);
    const { cameras, run } = machine(wishes);
    run(capacity, 60);
    const granted = rates(cameras);
    const total = granted.reduce((sum, rate) => sum + rate, 0);
    cameras.forEach(({ wish, framesPerSecond }) => {
      expect(framesPerSecond).toBeGreaterThanOrEqual(Math.min(0.5, wish.framesPerSecond));
      expect(framesPerSecond).toBeLessThanOrEqual(wish.framesPerSecond);
    });
    expectNoLesserPart(cameras);
    expect(total).toBeLessThan(capacity * 1.35);
    expect(total).toBeGreaterThan(capacity * 0.6);
  });

  it('analyse pictures of every camera under the worst overload', () => {
    const { tallies, run } = machine(same(60, normal));
    run(30, 40);
    for (const { taken } of tallies) expect(taken).toBeGreaterThan(0.4 * secondsPerSettle * 40);
  });

  it('give all back when the load is gone', () => {
    const { cameras, shares, run } = machine(same(20, normal));
    run(40, 20);
    expect(Math.max(...rates(cameras))).toBeLessThan(4);
    run(1000, 40);
    expect(rates(cameras)).toEqual(Array.from({ length: 20 }, () => 5));
    expect(shares.lookLevel).toBe(1);
  });

  it('give up second looks before pictures', () => {
    const { cameras, shares, run } = machine(same(10, normal));
    run(200, 20);
    expect(shares.lookLevel).toBe(1);
    run(70, 6);
    expect(shares.lookLevel).toBeLessThan(1);
    expect(Math.min(...rates(cameras))).toBe(5);
  });

  it('spread what is given up evenly over time', () => {
    const shares = new FairShares();
    const share = shares.join(1, normal);
    for (let picture = 0; picture < 60; picture += 1) {
      if (picture % 2 === 0) share.analysed(promptMs);
      else share.lost();
      if (picture % 10 === 9) shares.settle();
    }
    const part = share.framesPerSecond / 5;
    const taken = Array.from({ length: 200 }, () => share.takes());
    expect(taken.filter(Boolean).length / 200).toBeCloseTo(part, 1);
    const gaps = taken.flatMap((isTaken, index) => (isTaken ? [index] : []));
    const steps = gaps.slice(2).map((at, index) => at - (gaps[index + 1] ?? 0));
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
  });

  it('lower the rate when pictures come late though none is lost', () => {
    const shares = new FairShares();
    const share = shares.join(1, normal);
    for (let spell = 0; spell < 5; spell += 1) {
      for (let picture = 0; picture < 10; picture += 1) share.analysed(900);
      shares.settle();
    }
    expect(share.framesPerSecond).toBeLessThan(4);
  });

  it('do not move while no picture comes', () => {
    const shares = new FairShares();
    const share = shares.join(1, normal);
    for (let spell = 0; spell < 50; spell += 1) shares.settle();
    expect(share.framesPerSecond).toBe(5);
    expect(shares.lookLevel).toBe(0);
  });
});
