import { describe, expect, it } from 'vitest';
import { CameraQuarantine } from './camera-quarantine.ts';

const cameras = Array.from({ length: 24 }, (_, index) => index + 1);
const minuteMs = 60_000;

/** Lets lives follow one another until the process has lived for a while with all cameras but those held; returns them. */
function untilCalm(
  quarantine: CameraQuarantine,
  deadly: readonly number[],
): { held: number[]; lives: number } {
  let nowMs = 0;
  for (let lives = 1; lives < 200; lives += 1) {
    const running = cameras.filter((id) => quarantine.mayRun(id));
    if (running.some((id) => deadly.includes(id))) {
      nowMs += 2000;
      quarantine.died('crashed', 2000, running, nowMs);
    } else {
      nowMs += 31_000;
      if (!quarantine.lives(31_000, nowMs))
        return { held: cameras.filter((id) => quarantine.isHeld(id)), lives };
    }
  }
  throw new Error('never calm');
}

describe('the quarantine', () => {
  it.each([[[1]], [[24]], [[13]], [[5, 20]], [[]]])('holds back %j, and nobody else', (deadly) => {
    expect(untilCalm(new CameraQuarantine(), deadly).held).toEqual(deadly);
  });

  it('finds one of 24 within ten lives', () => {
    expect(Math.max(...cameras.map((id) => untilCalm(new CameraQuarantine(), [id]).lives))).toBeLessThan(11);
  });

  it('suspects nobody when the process is killed from outside, or dies once in a while', () => {
    const quarantine = new CameraQuarantine();
    for (let life = 0; life < 9; life += 1) quarantine.died('killed', 2000, cameras, life * 2000);
    for (let life = 0; life < 9; life += 1)
      quarantine.died('crashed', 2 * minuteMs, cameras, life * minuteMs);
    expect(cameras.every((id) => quarantine.mayRun(id))).toBe(true);
  });

  it('tries a camera again after ten minutes, and holds it for twenty when it does so again', () => {
    const quarantine = new CameraQuarantine();
    for (let life = 0; life < 3; life += 1) quarantine.died('crashed', 2000, [7], 0);
    expect(quarantine.isHeld(7)).toBe(true);
    expect(quarantine.lives(minuteMs, 9 * minuteMs)).toBe(false);
    expect(quarantine.lives(minuteMs, 10 * minuteMs)).toBe(true);
    expect(quarantine.mayRun(7)).toBe(true);
    quarantine.died('crashed', 2000, cameras, 10 * minuteMs);
    expect(cameras.filter((id) => !quarantine.mayRun(id))).toEqual([7]);
    expect(quarantine.lives(minuteMs, 29 * minuteMs)).toBe(false);
    expect(quarantine.lives(minuteMs, 30 * minuteMs)).toBe(true);
  });

  it('lets a camera go whose stream is another', () => {
    const quarantine = new CameraQuarantine();
    for (let life = 0; life < 3; life += 1) quarantine.died('hung', 2000, [7], 0);
    quarantine.forget((id) => id !== 7);
    expect(quarantine.mayRun(7)).toBe(true);
  });
});
