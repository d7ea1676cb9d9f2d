import { expect, it } from 'vitest';
import { heldMemoryMb, waitedForProcessorMs } from './process-facts.ts';
import { Silence } from './silence.ts';

const tickMs = 250;

it.each([
  ['counts a process that is stopped: it waits for nothing', (_: number) => 7000, 2000],
  ['does not count one that has no processor', (tick: number) => tick * tickMs, 250],
  ['does not count a long wait that is told at its end', (tick: number) => (tick < 8 ? 0 : 1750), 250],
  [
    'counts one that turns in circles on half a processor by half',
    (tick: number) => (tick * tickMs) / 2,
    1125,
  ],
  ['counts all where the system does not tell', () => undefined, 2000],
])('silence %s', (_, waited, ms) => {
  const silence = new Silence();
  for (let tick = 1; tick <= 8; tick += 1) silence.goesOn(tickMs, waited(tick));
  expect(silence.ms).toBe(ms);
  silence.heard();
  expect(silence.ms).toBe(0);
});

it.runIf(process.platform === 'linux')('the system tells of a process that is there', () => {
  expect(heldMemoryMb(process.pid)).toBeGreaterThan(10);
  expect(waitedForProcessorMs(process.pid) ?? 0).toBeGreaterThanOrEqual(0);
});

it('the system tells nothing of one that is not', () => {
  expect(heldMemoryMb(0)).toBeUndefined();
  expect(waitedForProcessorMs(0)).toBeUndefined();
});
