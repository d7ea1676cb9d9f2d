import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { loadConfig } from '#app/config.ts';
import { type RunningServer, startServer } from '#app/serve.ts';
import type { FileCamera, TerritoryFile } from '#features/zones/territory-file.ts';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { memoryMbOf, withDescendants } from './process-memory.ts';

/** What this process is asked to measure, as JSON in its first argument. */
export interface ServiceRequest {
  readonly models: string;
  readonly territory: string;
  readonly clips: string;
  /** a clip for cameras whose own is not there */
  readonly substitute: string;
  readonly seconds: number;
}

/** What this process prints, as JSON. */
export interface ServiceFigures {
  /** from the picture's time on the stream's clock to the stored and published alert, each alert */
  readonly delaysMs: readonly number[];
  readonly memoryMb: { readonly main: number; readonly analysis: number; readonly postgres: number };
  readonly cameras: readonly { readonly framesPerSecond: number; readonly framesDropped: number }[];
}

const classes = ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck'];

/** Cameras of the service that is measured: those of the demo, again and again. */
const cameraCount = 8;

/** The demo's cameras, each alerting on every object of the whole picture where its place allows alerts. */
function benchTerritory({ territory, clips, substitute }: ServiceRequest): TerritoryFile {
  const file = readTerritoryFile(readFileSync(territory, 'utf8'), { name: territory });
  const exists = ({ source }: FileCamera) =>
    existsSync(join(clips, (source?.url ?? '').replace(/^file:/, '')));
  const repeated = Array.from({ length: cameraCount }, (_, index) => {
    const camera = file.cameras[index % file.cameras.length];
    if (!camera) throw new Error(`${territory} has no camera`);
    return { ...camera, name: `${camera.name} ${index + 1}` };
  });
  const cameras = repeated.map((camera) => ({
    ...camera,
    ...(exists(camera) ? {} : { source: { url: `file:${substitute}`, loop: true } }),
    ...(camera.place === 'closed-site' ? withRuleForAll(camera) : {}),
  }));
  return { ...file, cameras };
}

function withRuleForAll(camera: FileCamera): Pick<FileCamera, 'zones' | 'rules'> {
  const whole = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;
  return {
    zones: [...(camera.zones ?? []), { name: 'bench', polygon: whole }],
    rules: [
      ...(camera.rules ?? []),
      { name: 'bench', kind: 'intrusion', zone: 'bench', classes, cooldownSeconds: 0 },
    ],
  };
}

async function measure(request: ServiceRequest, data: string): Promise<ServiceFigures> {
  const { config } = loadConfig({
    environment: {},
    workingDirectory: data,
    overrides: {
      server: { host: '127.0.0.1', port: 0 },
      data: { directory: join(data, 'data') },
      sources: { directory: request.clips },
      models: { directory: request.models },
    },
  });
  const server = await startServer(config, { log: pino({ level: 'silent' }) });
  try {
    const delaysMs = recordDelays(server);
    await server.services.importTerritory(benchTerritory(request));
    await untilRunning(server);
    await pause(request.seconds * 1000);
    return { delaysMs, memoryMb: memoryOf(server), cameras: server.health() };
  } finally {
    await server.stop();
  }
}

function recordDelays({ events, services }: RunningServer): number[] {
  const delaysMs: number[] = [];
  events.subscribe('alert', ({ id, change }) => {
    const publishedMs = Date.now();
    if (change !== 'raised') return;
    void services.alerts.find(id).then(({ occurredAt }) => {
      delaysMs.push(publishedMs - Date.parse(occurredAt));
    });
  });
  return delaysMs;
}

async function untilRunning(server: RunningServer): Promise<void> {
  const end = Date.now() + 60_000;
  const isRunning = () => {
    const cameras = server.health();
    return cameras.length > 0 && cameras.every(({ state }) => state === 'running');
  };
  while (!isRunning()) {
    if (Date.now() > end) throw new Error(`the cameras do not start: ${JSON.stringify(server.health())}`);
    await pause(200);
  }
}

function memoryOf(server: RunningServer): ServiceFigures['memoryMb'] {
  const analysis = server.analysis().pid ?? 0;
  const others = withDescendants(process.pid).filter((pid) => pid !== process.pid && pid !== analysis);
  return {
    main: memoryMbOf(process.pid),
    analysis: memoryMbOf(analysis),
    postgres: others.map(memoryMbOf).reduce((sum, mb) => sum + mb, 0),
  };
}

const request: ServiceRequest = JSON.parse(process.argv[2] ?? '{}');
const data = await mkdtemp(join(tmpdir(), 'vigie-bench-'));
try {
  process.stdout.write(JSON.stringify(await measure(request, data)));
} finally {
  await rm(data, { recursive: true, force: true });
}
