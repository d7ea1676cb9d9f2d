import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { analysisInit } from '#app/analysis-init.ts';
import { AnalysisSupervisor } from '#app/analysis-supervisor.ts';
import { loadConfig } from '#app/config.ts';
import { depotPlan } from '../fakes/plans.ts';
import { silentLog } from '../silent-log.ts';
import type { RestartFigures, RestartRequest } from './restart.ts';

const stepMs = 10;
/** Work before a fault: silence is borne longer at the start of a life. */
const workMs = 12_000;
const longestWaitMs = 120_000;

async function until(what: string, reached: () => boolean): Promise<void> {
  const endMs = performance.now() + longestWaitMs;
  while (!reached()) {
    if (performance.now() > endMs) throw new Error(`waited two minutes in vain until ${what}`);
    await pause(stepMs);
  }
}

/** One life of the supervisor a round: more short lives in a row would have it look for the stream that ends them. */
async function round(
  init: ReturnType<typeof analysisInit>,
  request: RestartRequest,
): Promise<RestartFigures[]> {
  const supervisor = new AnalysisSupervisor({
    init,
    log: silentLog,
    onReport: () => Promise.resolve(),
    onHealth: () => {},
  });
  const ids = Array.from({ length: request.cameras }, (_, index) => index + 1);
  const source = { url: `file:${basename(request.clip)}`, loop: true };
  supervisor.setPlan({ cameras: ids.map((id) => ({ ...depotPlan, id, source })), holidays: [] });
  let seen = new Set<number>();
  supervisor.subscribeLive(ids, 10, ({ cameraId }) => seen.add(cameraId));
  supervisor.start();
  const figures: RestartFigures[] = [];
  for (const fault of ['killed', 'stopped'] as const) {
    await until('all cameras are seen', () => seen.size === ids.length);
    await pause(workMs);
    const { pid = 0, restarts } = supervisor.status;
    const atMs = performance.now();
    process.kill(pid, fault === 'killed' ? 'SIGKILL' : 'SIGSTOP');
    await until('the end is noticed', () => supervisor.status.restarts > restarts);
    seen = new Set();
    await until('the process is ready', () => supervisor.status.state === 'ready');
    const readyMs = performance.now() - atMs;
    await until('a camera is seen', () => seen.size > 0);
    const firstPictureMs = performance.now() - atMs;
    await until('all cameras are back', () => seen.size === ids.length);
    figures.push({ fault, readyMs, firstPictureMs, allCamerasMs: performance.now() - atMs });
  }
  await supervisor.stop();
  return figures;
}

async function measure(request: RestartRequest): Promise<RestartFigures[]> {
  const { config } = loadConfig({
    environment: {},
    overrides: { models: { directory: request.models }, sources: { directory: dirname(request.clip) } },
  });
  const init = analysisInit(config);
  const figures: RestartFigures[] = [];
  for (let done = 0; done < request.rounds; done += 1) figures.push(...(await round(init, request)));
  return figures;
}

const request: RestartRequest = JSON.parse(process.argv[2] ?? '{}');
console.log(JSON.stringify(await measure(request)));
process.exit(0);
