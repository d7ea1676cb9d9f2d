import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadConfig } from '#app/config.ts';
import { openModels, openPrecision } from '#app/models.ts';
import { type BenchClip, makeBenchClip } from './bench-clip.ts';
import { cameraRows, camerasOf, tellCameras } from './cameras.ts';
import { type ConsoleFigures, type ConsoleRequest, tellConsole } from './console.ts';
import { tellHeights } from './heights.ts';
import type { HeightsFigures, HeightsRequest } from './measure-heights.ts';
import type { InferenceFigures, InferenceRequest } from './measure-inference.ts';
import type { ServiceFigures, ServiceRequest } from './measure-service.ts';
import { type RestartFigures, type RestartRequest, tellRestarts } from './restart.ts';
import { tellSoak } from './soak.ts';
import type { SoakFigures, SoakRequest } from './soak-verdict.ts';
import { tellViewers, type ViewersFigures, type ViewersRequest } from './viewers.ts';

const repository = new URL('../../', import.meta.url);
const inRepository = (path: string) => fileURLToPath(new URL(path, repository));

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    clip: { type: 'string', default: inRepository('test/fixtures/footage/street.mp4') },
    model: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '3' },
    cameras: { type: 'string', default: '24' },
    minutes: { type: 'string', default: '30' },
  },
});

/** Three pictures confirm an object: two more than the first that shows it, at 5 a second. */
const confirmationMs = 400;
/** Of util-linux; without it the measurement is left to the machine's scheduler. */
const coreBinder = 'taskset';
const overheadFrames = 60;
const cameraFrames = 250;
const busyFramesPerSecond = 12.5;
/** A minute: each start is looked at for some seconds, and a camera seldom starts. */
const stillFrames = 750;

function say(text: string): void {
  if (!flags.json) console.error(text);
}

async function makeClips() {
  const { size } = statSync(flags.clip);
  const make = (name: string, clip: Omit<BenchClip, 'from' | 'to'>) => {
    const to = inRepository(`.cache/bench/${name}-${clip.frames}-${size}.mp4`);
    return makeBenchClip({ ...clip, from: flags.clip, to });
  };
  const small = { width: 768, height: 432, isStill: false };
  return {
    small: await make('every-picture-768x432', { ...small, framesPerSecond: 10, frames: overheadFrames }),
    large: await make('every-picture-1280x720', {
      width: 1280,
      height: 720,
      isStill: false,
      framesPerSecond: 10,
      frames: overheadFrames,
    }),
    busy: await make('busy', { ...small, framesPerSecond: busyFramesPerSecond, frames: cameraFrames }),
    still: await make('still', { ...small, framesPerSecond: 12.5, frames: stillFrames, isStill: true }),
  };
}

/** Runs one measurement in a process of its own, bound to one core where the machine can. */
function measure<Figures>(script: string, request: object, oneCore: boolean): Figures {
  const args = [inRepository(`test/bench/${script}`), JSON.stringify(request)];
  const bound = oneCore && spawnSync(coreBinder, ['-c', '0', 'true']).status === 0;
  const [command, ...rest] = bound
    ? [coreBinder, '-c', '0', process.execPath, ...args]
    : [process.execPath, ...args];
  const { status, stdout } = spawnSync(command ?? process.execPath, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ended with code ${status}`);
  return JSON.parse(stdout) as Figures;
}

function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

const digits = (value: number, places: number) => Number(value.toFixed(places));

function assemble(model: string, inference: InferenceFigures, service: ServiceFigures) {
  const [small, large] = inference.overhead;
  if (!small || !large) throw new Error('a measurement is missing');
  const { main, analysis, postgres } = service.memoryMb;
  const delays = service.delaysMs.map((delay) => delay + confirmationMs);
  const readable = (figures: typeof small) => ({
    overheadRatio: digits(figures.overheadRatio, 4),
    overheadInRunRatio: digits(figures.overheadInRunRatio, 4),
    framesPerSecond: digits(figures.framesPerSecond, 2),
    cpuSecondsPerFrame: digits(figures.cpuSecondsPerFrame, 5),
    bareCpuSecondsPerFrame: digits(figures.bareCpuSecondsPerFrame, 5),
  });
  return {
    model,
    machine: { processor: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() },
    ...readable(small),
    at720p: readable(large),
    ...camerasOf(inference),
    alertDelayMs: { p50: percentile(delays, 0.5), p95: percentile(delays, 0.95), alerts: delays.length },
    memoryMb: {
      main: digits(main, 1),
      analysis: digits(analysis, 1),
      postgres: digits(postgres, 1),
      total: digits(main + analysis + postgres, 1),
    },
    serviceFramesPerSecond: service.cameras.map(({ framesPerSecond }) => framesPerSecond),
  };
}

function print(figures: ReturnType<typeof assemble>): void {
  const { at720p, alertDelayMs, memoryMb } = figures;
  const percent = (ratio: number) => `${(ratio * 100).toFixed(1)} %`;
  const rows: [string, string, string][] = [
    ['pipeline overhead, 768×432', percent(figures.overheadRatio), '≤ 15 %'],
    ['  against the network in the same run', percent(figures.overheadInRunRatio), ''],
    ['pipeline overhead, 1280×720', percent(at720p.overheadRatio), ''],
    ['pictures/s on one core', `${figures.framesPerSecond}`, ''],
    [
      'CPU seconds a picture',
      `${figures.cpuSecondsPerFrame} (network ${figures.bareCpuSecondsPerFrame})`,
      '',
    ],
    ...cameraRows(figures),
    ['frame to alert, p50', `${alertDelayMs.p50} ms`, ''],
    ['frame to alert, p95', `${alertDelayMs.p95} ms of ${alertDelayMs.alerts} alerts`, '≤ 1000 ms'],
    ['memory of main', `${memoryMb.main} MB`, ''],
    ['memory of analysis', `${memoryMb.analysis} MB`, ''],
    ['memory of PostgreSQL', `${memoryMb.postgres} MB`, ''],
    ['memory, all', `${memoryMb.total} MB`, '< 1024 MB'],
  ];
  console.log(`${figures.model}, ${figures.machine.cores} × ${figures.machine.processor}\n`);
  for (const [name, value, bar] of rows) console.log(`${name.padEnd(40)} ${value.padEnd(34)} ${bar}`);
}

if (positionals[0] === 'console') {
  const request: ConsoleRequest = { cameras: 50, alerts: 10_000, rounds: Number(flags.rounds) };
  say('the pages with 50 cameras and 10 000 alerts, each in a browser that was just started');
  tellConsole(measure<ConsoleFigures>('measure-console.ts', request, false), flags.json);
  process.exit(0);
}
const { config } = loadConfig();
const models = config.models.directory;
const model = flags.model ?? config.models.name;
const float = await openModels(models).ensure(model);
await openPrecision(models).prepare(float);
say('making the clips');
const clips = await makeClips();
if (positionals[0] === 'soak') {
  const request: SoakRequest = {
    models,
    clip: clips.busy,
    cameras: Number(flags.cameras),
    minutes: Number(flags.minutes),
  };
  say(`${flags.cameras} cameras for ${flags.minutes} minutes`);
  process.exit(tellSoak(measure<SoakFigures>('measure-soak.ts', request, false), flags.json) ? 0 : 1);
}
if (positionals[0] === 'restart') {
  const request: RestartRequest = { models, clip: clips.busy, cameras: 8, rounds: Number(flags.rounds) };
  say('killing and stopping the analysis of eight cameras');
  process.exit(
    tellRestarts(measure<RestartFigures[]>('measure-restart.ts', request, false), flags.json) ? 0 : 1,
  );
}
if (positionals[0] === 'viewers') {
  const rounds = Number(flags.rounds);
  const seconds = cameraFrames / busyFramesPerSecond;
  const request: ViewersRequest = { models, clip: clips.busy, cameras: 2, rounds, seconds };
  say('measuring what viewers cost');
  tellViewers(measure<ViewersFigures[]>('measure-viewers.ts', request, false), flags.json);
  process.exit(0);
}
if (positionals[0] === 'heights') {
  const request: HeightsRequest = {
    models,
    model,
    footage: inRepository('test/fixtures/footage'),
    clip: 'street',
    cache: inRepository('.cache/bench'),
    shrunkTo: [108, 216, 324],
  };
  tellHeights(measure<HeightsFigures>('measure-heights.ts', request, false), flags.json);
  process.exit(0);
}
if (positionals[0] === 'cameras') {
  const request: InferenceRequest = {
    models,
    model,
    overhead: [],
    cameras: [clips.busy, clips.still],
    rounds: Number(flags.rounds),
  };
  say('measuring what cameras cost on one core');
  tellCameras(measure<InferenceFigures>('measure-inference.ts', request, true), flags.json);
  process.exit(0);
}
say('measuring pipeline and network on one core');
const inferenceRequest: InferenceRequest = {
  models,
  model,
  overhead: [clips.small, clips.large],
  cameras: [clips.busy, clips.still],
  rounds: Number(flags.rounds),
};
const inference = measure<InferenceFigures>('measure-inference.ts', inferenceRequest, true);
say(`measuring vigie serve with eight cameras, ${flags.seconds} s`);
const serviceRequest: ServiceRequest = {
  models,
  territory: inRepository('examples/demo/territory.yml'),
  clips: inRepository('test/fixtures/footage'),
  substitute: 'street.mp4',
  seconds: Number(flags.seconds),
};
const service = measure<ServiceFigures>('measure-service.ts', serviceRequest, false);
const figures = assemble(model, inference, service);
if (flags.json) console.log(JSON.stringify(figures));
else print(figures);
