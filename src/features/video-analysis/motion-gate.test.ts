import { describe, expect, it } from 'vitest';
import { type GateFacts, MotionGate } from './motion-gate.ts';

const box = { left: 10, top: 10, right: 20, bottom: 30 };
const still = { state: 'confirmed', stillSinceMs: 0 } as const;
const calm: Omit<GateFacts, 'timeMs'> = {
  discontinuity: false,
  pixels: { moving: [], lightChanged: false },
  tracks: [still],
};

/** Times of the pictures, five a second, that are looked at. */
function looks(
  gate: MotionGate,
  fromMs: number,
  toMs: number,
  facts: (timeMs: number) => Partial<GateFacts> = () => ({}),
) {
  const times: number[] = [];
  for (let timeMs = fromMs; timeMs < toMs; timeMs += 200) {
    if (gate.needsLook({ ...calm, timeMs, ...facts(timeMs) })) times.push(timeMs);
  }
  return times;
}

/** A gate for a scene that has been still for a minute. */
function settled(): MotionGate {
  const gate = new MotionGate();
  looks(gate, 0, 60_000);
  return gate;
}

describe('the motion gate', () => {
  it('looks at every picture after a start, then at one every few seconds', () => {
    const times = looks(new MotionGate(), 0, 30_000);
    expect(times.filter((timeMs) => timeMs < 3000)).toHaveLength(15);
    const later = times.filter((timeMs) => timeMs >= 3000);
    expect(later.length).toBeGreaterThan(5);
    expect(later.length).toBeLessThan(10);
  });

  it.each<[string, Partial<GateFacts>]>([
    ['something moves', { pixels: { moving: [box], lightChanged: false } }],
    ['the light changes', { pixels: { moving: [], lightChanged: true } }],
    ['a known object moves', { tracks: [still, { state: 'confirmed', stillSinceMs: null }] }],
    ['an object is hidden on its way', { tracks: [{ state: 'lost', stillSinceMs: null }] }],
    ['an object was seen too few times', { tracks: [{ state: 'tentative', stillSinceMs: null }] }],
  ])('looks at the very picture in which %s, and a little longer', (_, facts) => {
    for (let offsetMs = 0; offsetMs < 4000; offsetMs += 200) {
      const gate = settled();
      looks(gate, 60_000, 60_000 + offsetMs);
      expect(gate.needsLook({ ...calm, timeMs: 60_000 + offsetMs, ...facts })).toBe(true);
      expect(gate.needsLook({ ...calm, timeMs: 60_200 + offsetMs })).toBe(true);
    }
  });

  it.each<[string, Partial<GateFacts>]>([
    ['the picture jumps', { discontinuity: true }],
    ['the clock goes back', { timeMs: 1000 }],
  ])('starts anew when %s', (_, facts) => {
    const gate = settled();
    const startMs = facts.timeMs ?? 61_000;
    expect(gate.needsLook({ ...calm, timeMs: startMs, ...facts })).toBe(true);
    expect(looks(gate, startMs + 200, startMs + 3000)).toHaveLength(14);
  });

  it('never leaves a moving scene unseen', () => {
    const times = looks(settled(), 60_000, 70_000, () => ({
      pixels: { moving: [box], lightChanged: false },
    }));
    expect(times).toHaveLength(50);
  });
});
