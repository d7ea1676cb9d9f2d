import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { carEveryMs, carsAcross } from '../fakes/live-world.ts';
import { depotPlan } from '../fakes/plans.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { type SupervisedAnalysis, superviseAnalysis } from '../fakes/supervised-analysis.ts';

const child = './live-world-child.ts';
const soon = { timeout: 40_000, interval: 50 };
const kills = 3;

const rule = (id: number, kind: string, parameters: object): CameraPlan['rules'][number] => ({
  id,
  kind,
  name: kind,
  parameters: { zoneId: 3, ...parameters },
  period: null,
  cooldownSeconds: 60,
  minimumConfidence: null,
});

/** Someone who comes and stays, a car that parks, and cars that cross the line, each with the rule that tells of it. */
const world = (id: number, beganMs: number, fault = ''): CameraPlan => ({
  ...depotPlan,
  id,
  name: `World ${id}`,
  framesPerSecond: 10,
  source: { url: `world:${beganMs}${fault}` },
  rules: [
    rule(1, 'intrusion', { classes: ['person'] }),
    rule(2, 'occupancy', { classes: ['person'], moreThan: 0, seconds: 12 }),
    rule(3, 'stopped-vehicle', { classes: ['car'], seconds: 5 }),
  ],
});

const everything = ['intrusion', 'occupancy', 'stopped-vehicle'];
const alertsOf = (analysis: SupervisedAnalysis, id: number) =>
  analysis
    .events(id)
    .map(({ kind }) => kind)
    .sort();

const watched = (analysis: SupervisedAnalysis, id: number, ms: number) =>
  vi.waitFor(() => expect(analysis.coveredMs(id)).toBeGreaterThan(ms), soon);

/** Shows the process its cameras once it is ready: their world begins a second later, before everybody's eyes. */
async function beginWorld(
  analysis: SupervisedAnalysis,
  camerasOf: (beganMs: number) => readonly CameraPlan[],
): Promise<number> {
  await vi.waitFor(() => expect(analysis.supervisor.status.state).toBe('ready'), soon);
  const beganMs = Date.now() + 1000;
  analysis.supervisor.setPlan({ cameras: camerasOf(beganMs), holidays: [] });
  return beganMs;
}

/** What is stored is compared with the world: nothing twice, and nothing missing but what the coverage leaves out. */
function expectTrue(analysis: SupervisedAnalysis, id: number, beganMs: number, lives: number): void {
  const endMs = Date.now();
  const truth = carsAcross(beganMs, beganMs, endMs);
  const unwatched = Math.ceil((endMs - beganMs - analysis.coveredMs(id)) / carEveryMs);
  expect(analysis.counted(id)).toBeLessThanOrEqual(truth);
  expect(analysis.counted(id)).toBeGreaterThanOrEqual(truth - unwatched - lives);
}

describe('a camera whose analysis dies again and again', () => {
  it('alerts once and counts once: the intruder, the parked car and the hold of the occupancy go on', async () => {
    const random = seededRandom(11);
    const analysis = superviseAnalysis({ child, cameras: [] });
    const beganMs = await beginWorld(analysis, (ms) => [world(7, ms)]);
    try {
      await watched(analysis, 7, 3000);
      for (let kill = 0; kill < kills; kill += 1) {
        await pause(random() * 2500);
        const lives = analysis.runs(7).length;
        process.kill(analysis.supervisor.status.pid ?? 0, 'SIGKILL');
        await vi.waitFor(() => expect(analysis.runs(7).length).toBeGreaterThan(lives), soon);
      }
      await vi.waitFor(() => expect(alertsOf(analysis, 7)).toEqual(everything), soon);
      await pause(2000);
    } finally {
      await analysis.supervisor.stop();
    }
    expect(alertsOf(analysis, 7)).toEqual(everything);
    expect(analysis.supervisor.status.restartsBy).toEqual({ killed: kills });
    expectTrue(analysis, 7, beganMs, kills + 1);
  });
});

describe('the analysis process', () => {
  it.concurrent.each([
    ['hung', 'holds its event loop', '#block'],
    ['memory', 'holds more and more memory', '#hoard'],
    ['memory', 'holds too much memory, and with it its event loop', '#swell'],
    ['fault', 'meets a fault nobody foresaw', '#throw'],
    ['detector', 'waits for a detector that never answers', '#stuck'],
    ['hung', 'is stopped', 'SIGSTOP'],
  ] as const)('is started anew, and says why (%s), when it %s', async (reason, _what, fault) => {
    const analysis = superviseAnalysis({
      child,
      cameras: [],
      init: { memoryLimitMb: 450 },
      // Only where silence is what is tried may a busy machine be taken for it.
      parts: { hangMs: reason === 'hung' ? 1000 : 8000 },
    });
    const faultOf = (beganMs: number) => (fault === 'SIGSTOP' ? '' : `${fault}@${beganMs + 7000}`);
    const beganMs = await beginWorld(analysis, (ms) => [world(7, ms, faultOf(ms)), world(8, ms)]);
    try {
      if (fault === 'SIGSTOP') {
        await pause(beganMs + 7000 - Date.now());
        process.kill(analysis.supervisor.status.pid ?? 0, 'SIGSTOP');
      }
      await vi.waitFor(() => expect(analysis.runs(7).length).toBe(2), soon);
      await vi.waitFor(() => expect(alertsOf(analysis, 7)).toEqual(everything), soon);
      await vi.waitFor(() => expect(alertsOf(analysis, 8)).toEqual(everything), soon);
    } finally {
      await analysis.supervisor.stop();
    }
    expect(analysis.supervisor.status).toMatchObject({ restarts: 1, restartsBy: { [reason]: 1 } });
    expectTrue(analysis, 7, beganMs, 2);
    expectTrue(analysis, 8, beganMs, 2);
  });
});

const culprit = 1;
const others = [2, 3] as const;

describe('a camera whose stream crashes the process each time', () => {
  it('is held back, and the others go on', async () => {
    const analysis = superviseAnalysis({ child, cameras: [] });
    const faultOf = (id: number, beganMs: number) => (id === culprit ? `#crash@${beganMs + 3000}` : '');
    const beganMs = await beginWorld(analysis, (ms) => [1, 2, 3].map((id) => world(id, ms, faultOf(id, ms))));
    try {
      const held = { state: 'stopped', fault: expect.stringContaining('its stream ends the analysis') };
      await vi.waitFor(() => expect(analysis.health(culprit)).toMatchObject(held), soon);
      const before = analysis.supervisor.status.restarts;
      const coveredMs = analysis.coveredMs(others[0]);
      for (const id of others) await watched(analysis, id, coveredMs + 4000);
      expect(analysis.supervisor.status).toMatchObject({ restarts: before, restartsBy: { crashed: before } });
    } finally {
      await analysis.supervisor.stop();
    }
    for (const id of others) expectTrue(analysis, id, beganMs, analysis.runs(id).length + 1);
  });
});
