import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { loadConfig } from '#app/config.ts';
import { type RunningServer, startServer } from '#app/serve.ts';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { ownMemoryMbOf, withDescendants } from './process-memory.ts';
import type { SoakFigures, SoakRequest, SoakSample } from './soak-verdict.ts';

const sampleEveryMs = 5000;

/** So many cameras of a closed site, each with a zone, a line and a rule, all playing the clip for ever. */
function territoryOf({ cameras, clip }: SoakRequest) {
  const camera = (number: number) => ({
    name: `soak ${number}`,
    source: { url: `file:${basename(clip)}`, loop: true },
    place: 'closed-site',
    purposes: ['site-protection'],
    framesPerSecond: 5,
    zones: [
      {
        name: 'square',
        polygon: [
          [0.05, 0.3],
          [0.95, 0.3],
          [0.95, 0.95],
          [0.05, 0.95],
        ],
      },
    ],
    lines: [{ name: 'across', from: [0.5, 0.2], to: [0.5, 1], forward: 'left', backward: 'right' }],
    rules: [{ name: 'person in the square', kind: 'intrusion', zone: 'square', classes: ['person'] }],
  });
  const file = {
    territory: { name: 'Soak', timeZone: 'Europe/Paris' },
    cameras: Array.from({ length: cameras }, (_, index) => camera(index + 1)),
  };
  return readTerritoryFile(JSON.stringify(file), { name: 'soak' });
}

function memoryOf(server: RunningServer): SoakSample['memoryMb'] {
  const analysis = server.analysis().pid ?? 0;
  const others = withDescendants(process.pid).filter((pid) => pid !== process.pid && pid !== analysis);
  return {
    main: ownMemoryMbOf(process.pid),
    analysis: ownMemoryMbOf(analysis),
    postgres: others.map(ownMemoryMbOf).reduce((sum, mb) => sum + mb, 0),
  };
}

async function measure(request: SoakRequest, data: string): Promise<SoakFigures> {
  const { config } = loadConfig({
    environment: {},
    workingDirectory: data,
    overrides: {
      server: { host: '127.0.0.1', port: 0 },
      data: { directory: join(data, 'data') },
      sources: { directory: dirname(request.clip) },
      models: { directory: request.models },
    },
  });
  const server = await startServer(config, { log: pino({ level: 'silent' }) });
  const samples: SoakSample[] = [];
  try {
    await server.services.importTerritory(territoryOf(request));
    const startMs = performance.now();
    while (performance.now() - startMs < request.minutes * 60_000) {
      await pause(sampleEveryMs);
      samples.push({ second: Math.round((performance.now() - startMs) / 1000), memoryMb: memoryOf(server) });
    }
    const { restarts, restartsBy } = server.analysis();
    return { samples, cameras: server.health(), restarts, restartsBy };
  } finally {
    await server.stop();
  }
}

const request: SoakRequest = JSON.parse(process.argv[2] ?? '{}');
const data = await mkdtemp(join(tmpdir(), 'vigie-soak-'));
try {
  process.stdout.write(JSON.stringify(await measure(request, data)));
} finally {
  await rm(data, { recursive: true, force: true });
}
