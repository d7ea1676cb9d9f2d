import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { HostileAddresses } from '../fakes/hostile-server.ts';
import { hugeSequenceUnit } from '../fakes/huge-picture.ts';
import { depotPlan } from '../fakes/plans.ts';
import { splitPictures, startRtpCamera } from '../fakes/rtp-camera.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { type SupervisedAnalysis, superviseAnalysis } from '../fakes/supervised-analysis.ts';
import { makeClip } from '../fakes/video-clip.ts';
import { walkPictures } from '../fakes/walker-detector.ts';

const framesPerSecond = 12;
const walks = 7;
const healthyId = 1;
/** Pictures at both ends of what was sent that the analysis may not have seen. */
const margin = 14;
/** One stream alone that is not bounded holds more. */
const mostMemoryMb = 500;
/** Streams of which no picture can be had: the operator is told why. */
const hopeless = [
  'huge-pictures',
  'sound',
  'noise',
  'noise-as-pictures',
  'endless-head',
  'slow-reply',
  'endless-reply',
];

let directory: string;
let server: ChildProcess;
let analysis: SupervisedAnalysis;
let healthy: Awaited<ReturnType<typeof startRtpCamera>>;
const stops: (() => void)[] = [];
const names = new Map<number, string>();

/** A second of silence as WAV. */
function silence(): Buffer {
  const samples = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + samples * 2, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(samples, 24);
  head.writeUInt32LE(samples * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples * 2, 40);
  return Buffer.concat([head, Buffer.alloc(samples * 2)]);
}

async function makeClips(): Promise<void> {
  const frames = 10 * walkPictures;
  await makeClip(join(directory, 'clip.h264'), { frames, format: 'h264', keyEvery: 12 });
  await makeClip(join(directory, 'clip.ts'), { frames, keyEvery: 12 });
  await makeClip(join(directory, 'other.ts'), { frames: 48, codec: 'mpeg4' });
  await makeClip(join(directory, 'shots.mjpeg'), { frames: 36, codec: 'mjpeg', format: 'mjpeg' });
  const large = { frames: 12, codec: 'mjpeg', format: 'mjpeg', width: 640, height: 480 };
  await makeClip(join(directory, 'large.mjpeg'), large);
  await writeFile(join(directory, 'sound.wav'), silence());
}

async function startServer(): Promise<HostileAddresses> {
  server = fork(fileURLToPath(new URL('../fakes/hostile-server.ts', import.meta.url)), [directory]);
  const [{ addresses }] = (await once(server, 'message')) as [{ addresses: HostileAddresses }];
  return addresses;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigie-hostile-'));
  await makeClips();
  const pictures = splitPictures(await readFile(join(directory, 'clip.h264')));
  const wishes = { pictures, framesPerSecond, keyEvery: 12 };
  healthy = await startRtpCamera(wishes);
  const random = seededRandom(7);
  const spoil = (packet: Buffer) => {
    const copy = Buffer.from(packet);
    if (random() < 0.2) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
    return copy;
  };
  const damaged = await startRtpCamera({ ...wishes, spoil });
  const growing = await startRtpCamera({
    ...wishes,
    units: (index, units) =>
      index % 60 > 40 && index % 12 === 0 ? [hugeSequenceUnit, ...units.slice(1)] : units,
  });
  for (const camera of [healthy, damaged, growing]) stops.push(camera.stop);
  const addresses = Object.entries(await startServer());
  const urls = [
    ['healthy', healthy.url],
    ['damaged-rtp', damaged.url],
    ['growing-rtp', growing.url],
    ...addresses,
  ];
  analysis = superviseAnalysis({
    child: './walker-child.ts',
    cameras: urls.map(([name = '', url = ''], index) => {
      names.set(index + 1, name);
      return { ...depotPlan, id: index + 1, name, framesPerSecond, source: { url } };
    }),
  });
});
afterAll(async () => {
  await analysis?.supervisor.stop();
  server?.kill('SIGKILL');
  for (const stop of stops) stop();
  await rm(directory, { recursive: true, force: true });
});

it('N19: a healthy camera is counted right and at its rate while others do their worst', async () => {
  const isFed = () => expect(healthy.sent.length).toBeGreaterThan(walks * walkPictures);
  await vi.waitFor(isFed, { timeout: 60_000, interval: 100 });
  const { sent } = healthy;
  const fed = sent.length;
  const seen = analysis.health(healthyId)?.framesAnalysed ?? 0;
  const { memoryMb } = analysis.supervisor.status;
  await analysis.supervisor.stop();
  const crossings = sent.flatMap((number, at) => (number % walkPictures === walkPictures / 2 ? [at] : []));
  const sure = crossings.filter((at) => at >= margin && at < fed - margin);
  expect(analysis.counted(healthyId)).toBeGreaterThanOrEqual(sure.length);
  expect(analysis.counted(healthyId)).toBeLessThanOrEqual(crossings.length);
  expect(analysis.health(healthyId)).toMatchObject({ reconnections: 0, framesDropped: 0 });
  expect(seen / fed).toBeGreaterThan(0.85);
  expect(analysis.supervisor.status.restarts).toBe(0);
  expect(memoryMb).toBeLessThan(mostMemoryMb);
  const told = Object.fromEntries([...names].map(([id, name]) => [name, analysis.health(id)?.fault ?? '']));
  for (const name of hopeless)
    expect({ name, fault: told[name] }).toEqual({ name, fault: expect.stringMatching(/\w/) });
  expect(JSON.stringify(told)).not.toMatch(/undefined|NaN/);
});
