import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { AnalysisSupervisor } from '#app/analysis-supervisor.ts';
import type { CameraHealth, LiveHead, VideoHead } from '#features/video-analysis/live-schema.ts';
import type { AnalysisInit } from '#features/video-analysis/messages-schema.ts';
import type { Report } from '#features/video-analysis/report.ts';
import { depotPlan } from '../fakes/plans.ts';

const init: AnalysisInit = {
  model: 'scripted',
  modelsDirectory: '',
  provider: 'cpu',
  threads: 1,
  workers: 1,
  sourcesDirectory: '',
  cameraNetworks: [],
  hardwareDecoding: 'none',
  memoryLimitMb: 4000,
};
const entry = fileURLToPath(new URL('../fakes/analysis-child.ts', import.meta.url));
const log = { debug() {}, info() {}, warn() {}, error() {} };
const running: AnalysisSupervisor[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((supervisor) => supervisor.stop()));
});

/** Stores reports as the database does: each (camera, run, sequence) once. */
function setUp({
  hangMs = 10_000,
  refuse = () => false,
}: {
  hangMs?: number;
  refuse?: (report: Report) => boolean;
} = {}) {
  const stored = new Map<string, Report>();
  const repeated: string[] = [];
  let health: readonly CameraHealth[] = [];
  const supervisor = new AnalysisSupervisor({
    init,
    log,
    entry,
    hangMs,
    onHealth: (cameras) => {
      health = cameras;
    },
    onReport: (report) => {
      const key = `${report.run} ${report.sequence}`;
      if (refuse(report)) return Promise.reject(new Error('the database is away'));
      if (stored.has(key)) repeated.push(key);
      stored.set(key, report);
      return Promise.resolve();
    },
  });
  running.push(supervisor);
  supervisor.setPlan({ cameras: [depotPlan], holidays: [] });
  supervisor.start();
  const counted = () =>
    [...stored.values()].flatMap((report) => report.counts).reduce((sum, { count }) => sum + count, 0);
  const runs = () => new Set([...stored.values()].map((report) => report.run));
  return { supervisor, stored, repeated, counted, runs, health: () => health };
}

const soon = { timeout: 20_000, interval: 50 };

it('starts the process, stores what it reports and follows its health', async () => {
  const { supervisor, counted, health } = setUp();
  await vi.waitFor(() => expect(counted()).toBeGreaterThan(1), soon);
  expect(supervisor.status).toMatchObject({ state: 'ready', model: 'scripted', provider: 'cpu' });
  await vi.waitFor(() => expect(health()[0]).toMatchObject({ cameraId: 7, state: 'running' }), soon);
  expect(supervisor.status.memoryMb).toBeGreaterThan(10);
});

it('starts a killed process anew, whose reports begin another run: nothing counts twice', async () => {
  const { supervisor, counted, runs, stored, repeated } = setUp();
  await vi.waitFor(() => expect(counted()).toBeGreaterThan(1), soon);
  const before = counted();
  process.kill(supervisor.status.pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(runs().size).toBe(2), soon);
  await vi.waitFor(() => expect(counted()).toBeGreaterThan(before + 1), soon);
  expect(repeated).toEqual([]);
  for (const run of runs()) {
    const sequences = [...stored.values()]
      .filter((report) => report.run === run)
      .map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
  expect(supervisor.status).toMatchObject({ restarts: 1, restartsBy: { killed: 1 } });
});

it('ends a process that hangs and starts another', async () => {
  const { supervisor, counted, runs } = setUp({ hangMs: 400 });
  await vi.waitFor(() => expect(counted()).toBeGreaterThan(0), soon);
  // At the start silence is borne longer.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  process.kill(supervisor.status.pid ?? 0, 'SIGSTOP');
  await vi.waitFor(() => expect(runs().size).toBe(2), soon);
  expect(supervisor.status.restartsBy).toEqual({ hung: 1 });
});

it('gets a report again, the same, until it is stored', async () => {
  const refused: Report[] = [];
  const { stored, counted } = setUp({
    refuse: (report) => {
      if (report.sequence !== 1 || refused.length >= 2) return false;
      refused.push(report);
      return true;
    },
  });
  await vi.waitFor(() => expect(counted()).toBeGreaterThan(1), soon);
  expect(refused[0]).toEqual(refused[1]);
  expect([...stored.values()][0]).toEqual(refused[0]);
});

it('sends pictures of the cameras that somebody watches, and none once nobody does', async () => {
  const { supervisor, counted } = setUp();
  const heads: (LiveHead | VideoHead)[] = [];
  const end = supervisor.subscribeLive([7], 5, (head) => heads.push(head));
  await vi.waitFor(() => expect(heads.length).toBeGreaterThan(3), soon);
  expect(heads[0]).toMatchObject({ cameraId: 7, width: 100, height: 100 });
  end();
  const seen = heads.length;
  const before = counted();
  await vi.waitFor(() => expect(counted()).toBeGreaterThan(before + 2), soon);
  expect(heads).toHaveLength(seen);
});

it('stores the last report before it ends the process', async () => {
  const { supervisor, counted, stored } = setUp();
  await vi.waitFor(() => expect(counted()).toBeGreaterThan(0), soon);
  await supervisor.stop();
  const after = stored.size;
  expect(supervisor.status).toMatchObject({ state: 'stopped', pid: undefined });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(stored.size).toBe(after);
});
