import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Events } from '#features/events.ts';
import { createEventBus } from '#foundation/event-bus.ts';
import { decide, lawful } from '../../../test/lawful.ts';
import type { RunClip, StartLive, Trial, TrialFindings } from './ports.ts';
import { createReplayService } from './replay-service.ts';

const trial: Trial = {
  camera: { id: 7, name: 'Gate', legal: lawful('closed-site'), zones: [], lines: [] },
  rule: { kind: 'intrusion', name: 'Try', parameters: {}, cooldownSeconds: 0 },
  isWatched: true,
};
const findings: TrialFindings = {
  events: [{ timeMs: 5000, class: 'person', confidence: 0.9, point: [0.5, 0.5] }],
  counts: [],
  measures: [],
  coverage: [{ bucketStartMs: 0, analysedMs: 5000 }],
};

const film = () => Readable.from([new Uint8Array(3)]);

/** A clip that is analysed until it is told to end. */
interface Analysis {
  readonly file: string;
  readonly end: (findings?: TrialFindings) => void;
}

function open(change: Partial<Trial> = {}, remove = (_file: string): Promise<void> => Promise.resolve()) {
  const analyses: Analysis[] = [];
  const lives: Parameters<StartLive<Trial>>[0][] = [];
  const removed: string[] = [];
  const told: Events['replay'][] = [];
  const events = createEventBus<Events>((_, fault) => {
    throw fault;
  });
  events.subscribe('replay', (event) => told.push(event));
  let nowMs = 0;
  let files = 0;
  const runClip: RunClip<Trial> = ({ file, signal }) =>
    new Promise((resolve, reject) => {
      analyses.push({ file, end: (found = findings) => resolve(found) });
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  const service = createReplayService<string, Trial>({
    loadTrial: () => Promise.resolve({ ...trial, ...change }),
    runClip,
    startLive: (request) => {
      lives.push(request);
      return () => Promise.resolve();
    },
    clips: {
      receive: () => Promise.resolve(`clip ${++files}`),
      remove: (file) => {
        removed.push(file);
        return remove(file);
      },
    },
    decide,
    clock: () => nowMs,
    events,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    mostMinutes: 10,
  });
  const clip = async () => {
    const { id } = await service.begin('rule', { kind: 'clip' });
    await service.receiveClip(id, film());
    return id;
  };
  return { service, analyses, lives, removed, told, clip, pass: (ms: number) => (nowMs += ms) };
}

const settled = () => pause(1);

describe('a replay of a clip', () => {
  it('waits for its clip, runs, and is done; the clip is removed', async () => {
    const { service, analyses, removed, told, clip } = open();
    const id = await clip();
    await settled();
    expect(service.find(id).state).toBe('running');
    analyses[0]?.end();
    await settled();
    expect(service.find(id)).toMatchObject({ state: 'done', progress: 1, alertCount: 1, watchedSeconds: 5 });
    expect(removed).toEqual(['clip 1']);
    expect(told.at(-1)).toEqual({ id, cameraId: 7, state: 'done', progress: 1, alertCount: 1 });
  });

  it('is analysed though the one before could not be removed', async () => {
    const { service, analyses, clip } = open({}, () => Promise.reject(new Error('the disk fails')));
    const [, second] = [await clip(), await clip()];
    await settled();
    analyses[0]?.end();
    await settled();
    expect(service.find(second).state).toBe('running');
  });

  it('is analysed once the one before is', async () => {
    const { service, analyses, clip } = open();
    const [first, second] = [await clip(), await clip()];
    await settled();
    expect(analyses).toHaveLength(1);
    expect(service.find(second).state).toBe('waiting');
    analyses[0]?.end();
    await settled();
    expect([service.find(first).state, service.find(second).state]).toEqual(['done', 'running']);
    await service.stop();
  });

  it('is stopped, and then forgotten', async () => {
    const { service, removed, clip } = open();
    const id = await clip();
    await settled();
    await service.remove(id);
    await settled();
    expect(service.find(id).state).toBe('stopped');
    expect(removed).toEqual(['clip 1']);
    await service.remove(id);
    expect(() => service.find(id)).toThrow('There is no replay 1');
  });

  it('takes one clip only', async () => {
    const { service, clip } = open();
    const id = await clip();
    await expect(service.receiveClip(id, film())).rejects.toThrow('does not wait for a clip');
    await service.stop();
  });

  it.each([
    ['never gets its clip', false, 16 * 60_000],
    ['was over a day ago', true, 25 * 3_600_000],
  ])('is forgotten when it %s', async (_, hasClip, laterMs) => {
    const { service, analyses, clip, pass } = open();
    if (hasClip) await clip();
    else await service.begin('rule', { kind: 'clip' });
    await settled();
    analyses[0]?.end();
    await settled();
    pass(laterMs);
    service.sweep();
    expect(service.list()).toEqual([]);
  });

  it('is refused while too many wait', async () => {
    const { service } = open();
    for (let count = 0; count < 3; count++) await service.begin('rule', { kind: 'clip' });
    await expect(service.begin('rule', { kind: 'clip' })).rejects.toThrow('3 replays are under way');
  });
});

describe('a replay on a live camera', () => {
  it('gathers what its rule sees until it is stopped', async () => {
    const { service, lives } = open();
    const { id } = await service.begin('rule', { kind: 'live', minutes: 5 });
    lives[0]?.onFindings(findings);
    expect(service.find(id)).toMatchObject({ state: 'running', alertCount: 1 });
    await service.stop();
    expect(service.find(id)).toMatchObject({ state: 'stopped', alertCount: 1 });
  });

  it('fails when the camera is removed', async () => {
    const { service, lives } = open();
    const { id } = await service.begin('rule', { kind: 'live', minutes: 5 });
    lives[0]?.onGone();
    await settled();
    expect(service.find(id)).toMatchObject({ state: 'failed', fault: expect.stringContaining('removed') });
  });

  it.each([
    ['a camera that is switched off', { isWatched: false }, 5, 'is switched off'],
    ['more minutes than the settings allow', {}, 11, 'is more than 10'],
    [
      'a camera without a purpose',
      { camera: { ...trial.camera, legal: { ...lawful('closed-site'), purposes: [] } } },
      5,
      'no picture is read',
    ],
  ])('refuses %s', async (_, change, minutes, words) => {
    await expect(open(change).service.begin('rule', { kind: 'live', minutes })).rejects.toThrow(words);
  });
});

it('a recording is refused in plain words as long as there is none', async () => {
  const moment = '2026-01-01T00:00:00Z';
  await expect(
    open().service.begin('rule', { kind: 'recording', from: moment, to: moment }),
  ).rejects.toMatchObject({ code: 'conflict', message: 'recording is not switched on for this camera' });
});
