import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { analysisInit } from '#app/analysis-init.ts';
import { AnalysisSupervisor } from '#app/analysis-supervisor.ts';
import { loadConfig } from '#app/config.ts';
import type { LiveWish } from '#features/video-analysis/live-routes.ts';
import { feedPictures } from '#features/video-analysis/live-routes.ts';

import { depotPlan } from '../fakes/plans.ts';
import { silentLog } from '../silent-log.ts';
import type { ViewersFigures, ViewersRequest } from './viewers.ts';

/** What an ordinary kernel counts processor time in. */
const ticksPerSecond = 100;
const framesPerSecond = 10;
/** Until an encoder is open, or closed. */
const settleMs = 1500;

interface Way {
  readonly name: string;
  readonly viewers: number;
  readonly wish: LiveWish;
}

const ways: readonly Way[] = [
  { name: 'nobody looks', viewers: 0, wish: { form: 'full', videoIds: [] } },
  { name: 'one viewer, pictures', viewers: 1, wish: { form: 'full', videoIds: [] } },
  { name: 'one viewer, blurred pictures', viewers: 1, wish: { form: 'coarse', videoIds: [] } },
  { name: 'one viewer, video', viewers: 1, wish: { form: 'full', videoIds: [1] } },
  { name: 'one viewer, blurred video', viewers: 1, wish: { form: 'coarse', videoIds: [1] } },
  { name: 'five viewers, video', viewers: 5, wish: { form: 'full', videoIds: [1] } },
];

interface Sample {
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly delaysMs: readonly number[];
}

function cpuSecondsOf(pid: number): number {
  const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(after[11]) + Number(after[12])) / ticksPerSecond;
}

async function look(
  supervisor: AnalysisSupervisor,
  { name, viewers, wish }: Way,
  seconds: number,
): Promise<Sample> {
  let bytes = 0;
  const delaysMs: number[] = [];
  const live = {
    watch: (...[ids, receive, wanted]: Parameters<Parameters<typeof feedPictures>[1]['watch']>) =>
      supervisor.subscribeLive(
        ids,
        framesPerSecond,
        (head, picture) => {
          if (picture.length > 0 && head.timeMs !== undefined) delaysMs.push(Date.now() - head.timeMs);
          receive(head, picture);
        },
        wanted,
      ),
  };
  const sink = {
    write(chunk: Uint8Array | string) {
      bytes += chunk.length;
      return true;
    },
    end() {},
  };
  const feeds = Array.from({ length: viewers }, () => feedPictures(sink, live, [1], wish));
  await pause(settleMs);
  const both = () => cpuSecondsOf(supervisor.status.pid ?? 0) + cpuSecondsOf(process.pid);
  const [before, sent, startMs] = [both(), bytes, performance.now()];
  delaysMs.length = 0;
  await pause(seconds * 1000);
  const sample = {
    cpuSeconds: both() - before,
    seconds: (performance.now() - startMs) / 1000,
    bytes: bytes - sent,
    delaysMs: [...delaysMs],
  };
  for (const feed of feeds) feed.stop();
  // A viewer who gets nothing costs nothing: that is no figure.
  if (viewers > 0 && (sample.bytes === 0 || delaysMs.length === 0))
    throw new Error(`nothing reached the viewers of: ${name}`);
  return sample;
}

async function measure(request: ViewersRequest): Promise<ViewersFigures[]> {
  const { config } = loadConfig({
    environment: {},
    overrides: { models: { directory: request.models }, sources: { directory: dirname(request.clip) } },
  });
  const init = { ...analysisInit(config), hardwareDecoding: 'none', videoEncoder: 'auto' };
  const supervisor = new AnalysisSupervisor({
    init,
    log: silentLog,
    onReport: () => Promise.resolve(),
    onHealth: () => {},
  });
  const ids = Array.from({ length: request.cameras }, (_, index) => index + 1);
  const source = { url: `file:${basename(request.clip)}`, loop: true };
  supervisor.setPlan({ cameras: ids.map((id) => ({ ...depotPlan, id, source })), holidays: [] });
  supervisor.start();
  while (supervisor.status.state !== 'ready') await pause(100);
  await pause(2 * settleMs);
  // Code runs slower the first time: what it took then is no viewer's.
  await pause(request.seconds * 1000);
  const samples = new Map<string, Sample[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < request.rounds; round += 1) {
    for (const way of ways) samples.get(way.name)?.push(await look(supervisor, way, request.seconds));
  }
  await supervisor.stop();
  return assemble(samples, request.cameras);
}

function assemble(samples: ReadonlyMap<string, readonly Sample[]>, cameras: number): ViewersFigures[] {
  const coresOf = (name: string): number =>
    median((samples.get(name) ?? []).map((one) => one.cpuSeconds / one.seconds));
  const alone = coresOf('nobody looks');
  return ways.map(({ name, viewers }) => {
    const own = samples.get(name) ?? [];
    const delays = own.flatMap(({ delaysMs }) => delaysMs).sort((a, b) => a - b);
    const at = (share: number) => {
      const delay = delays[Math.floor(delays.length * share)];
      return delay === undefined ? null : Math.round(delay);
    };
    const seconds = own.reduce((sum, one) => sum + one.seconds, 0);
    return {
      name,
      viewers,
      cores: coresOf(name),
      addedPerCamera: (coresOf(name) - alone) / (alone / cameras),
      delayMs: { p50: at(0.5), p95: at(0.95) },
      kilobitsPerSecond: (own.reduce((sum, one) => sum + one.bytes, 0) * 8) / 1000 / seconds,
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const request: ViewersRequest = JSON.parse(process.argv[2] ?? '{}');
process.stdout.write(JSON.stringify(await measure(request)));
