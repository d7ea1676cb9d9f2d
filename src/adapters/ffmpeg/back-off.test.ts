import { describe, expect, it } from 'vitest';
import { BackOff } from './back-off.ts';

const even = () => 0.5;

describe('waits between connections', () => {
  it('double from one second to thirty', () => {
    const backOff = new BackOff(even);
    expect(Array.from({ length: 7 }, () => backOff.next(0))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  it('begin again after a stable minute, not after a flicker', () => {
    const backOff = new BackOff(even);
    backOff.next(0);
    expect(backOff.next(5000)).toBe(2000);
    expect(backOff.next(60_000)).toBe(1000);
  });

  it('are scattered, and never longer than thirty seconds', () => {
    const backOff = new BackOff(() => 0.999);
    expect(Array.from({ length: 8 }, () => backOff.next(0)).at(-1)).toBe(30_000);
    expect(new BackOff(() => 0).next(0)).toBe(750);
  });
});
