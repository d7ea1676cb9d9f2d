import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '#app/config.ts';
import { type RunningServer, startServer } from '#app/serve.ts';
import { lawfulCamera } from './lawful.ts';
import { report } from './test-territory.ts';

/** A camera of the world with its rule. */
interface DeskCamera {
  readonly id: number;
  readonly ruleId: number;
  readonly zoneId: number;
}

/** The real server without pictures: its alerts come when they are asked for. */
export interface DeskWorld {
  readonly url: string;
  /** the one-time link that makes the first people */
  readonly setupUrl: string;
  readonly cameras: readonly DeskCamera[];
  services(): RunningServer['services'];
  /** Stores what a rule saw at these moments, as the analysis would. */
  raise(camera: DeskCamera, momentsMs: readonly number[]): Promise<void>;
  /** Stops the server; `start` begins anew on the same data and address. */
  halt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const square: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
const mainSquare = { latitude: 49.471, longitude: 5.932 };

/** Starts the server on fresh data with so many cameras that are not analysed, each with a rule. */
export async function openDeskWorld(cameraCount: number): Promise<DeskWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-desk-'));
  // The database server runs as another user when Vigie runs as root.
  chmodSync(directory, 0o755);
  const launch = (port: number): Promise<RunningServer> => startServer(configOf(directory, port), { log });
  let server = await launch(0);
  const { url, setupUrl = '' } = server;
  const cameras: DeskCamera[] = [];
  for (let index = 1; index <= cameraCount; index += 1) cameras.push(await addCamera(server, index));
  let sequence = 0;
  return {
    url,
    setupUrl,
    cameras,
    services: () => server.services,
    async raise({ id: cameraId, ruleId, zoneId }, momentsMs) {
      sequence += 1;
      const events = momentsMs.map((timeMs, index) => ({
        ...{ ruleId, zoneId, kind: 'intrusion', timeMs, arrivedMs: timeMs, class: 'person' },
        confidence: 0.6 + (index % 4) / 10,
        point: [0.2 + (index % 7) / 10, 0.5 + (index % 5) / 10] as const,
      }));
      await server.services.storeReport(report({ cameraId, sequence, events }));
    },
    halt: () => server.stop(),
    async start() {
      server = await launch(Number(new URL(url).port));
    },
    async stop() {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const log = pino({ level: 'silent' });

function configOf(directory: string, port: number) {
  const { config: own } = loadConfig();
  const { config } = loadConfig({
    environment: {},
    workingDirectory: directory,
    overrides: {
      server: { host: '127.0.0.1', port },
      data: { directory: join(directory, 'data') },
      sources: { directory },
      models: { directory: own.models.directory },
      network: { outgoing: ['127.0.0.0/8'] },
    },
  });
  return config;
}

async function addCamera({ services }: RunningServer, index: number): Promise<DeskCamera> {
  const { id } = await services.cameras.insert({
    name: `Depot ${index}`,
    source: { url: 'file:none.mp4' },
    enabled: false,
    position: {
      latitude: mainSquare.latitude + Math.floor(index / 8) * 0.001,
      longitude: mainSquare.longitude + (index % 8) * 0.0015,
      heading: (index * 47) % 360,
      fieldOfView: 60,
    },
    ...(await lawfulCamera(services)),
  });
  const zone = await services.zones.zones.insert(id, { name: 'yard', polygon: square });
  const rule = await services.rules.insert({
    name: `Person in yard ${index}`,
    cameraId: id,
    kind: 'intrusion',
    parameters: { zoneId: zone.id },
    severity: index % 3 === 0 ? 'critical' : 'warning',
    cooldownSeconds: 0,
  });
  return { id, ruleId: rule.id, zoneId: zone.id };
}
