import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report } from '#features/video-analysis/report.ts';
import { silentLog } from '../../test/silent-log.ts';
import { ReportInbox } from './report-inbox.ts';

const report = (sequence: number, memory?: string): Report => ({
  cameraId: 7,
  run: 'a',
  sequence,
  events: [],
  counts: [],
  presence: [],
  coverage: [],
  measures: [],
  stays: [],
  ...(memory === undefined ? {} : { memory }),
});

function setUp() {
  const stored: Report[] = [];
  const world = { isAway: false };
  const inbox = new ReportInbox({
    log: silentLog,
    store: (given) => {
      if (world.isAway) return Promise.reject(new Error('the database is away'));
      stored.push(given);
      return Promise.resolve();
    },
  });
  return { inbox, stored, world };
}

describe('the inbox', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('keeps the memory of what is stored, and stores none of it', async () => {
    const { inbox, stored } = setUp();
    expect(await inbox.take(report(1, 'one car'))).toBe(true);
    expect(await inbox.take(report(2))).toBe(true);
    expect(inbox.memories()).toEqual([{ cameraId: 7, memory: 'one car' }]);
    expect(stored).toEqual([report(1), report(2)]);
    inbox.forget(() => false);
    expect(inbox.memories()).toEqual([]);
  });

  it('neither acknowledges nor remembers what could not be stored: its sender has it still', async () => {
    const { inbox, world } = setUp();
    await inbox.take(report(1, 'one car'));
    world.isAway = true;
    expect(await inbox.take(report(2, 'two cars'))).toBe(false);
    expect(inbox.memories()).toEqual([{ cameraId: 7, memory: 'one car' }]);
  });

  it('stores what the dead process had sent, and hands on the memory that goes with it', async () => {
    const { inbox, stored, world } = setUp();
    world.isAway = true;
    await inbox.take(report(1, 'one car'));
    inbox.adopt();
    expect(inbox.memories()).toEqual([{ cameraId: 7, memory: 'one car' }]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(stored).toEqual([]);
    world.isAway = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(stored).toEqual([report(1)]);
  });

  it('keeps a bounded number of reports of dead processes', async () => {
    const { inbox, stored, world } = setUp();
    world.isAway = true;
    for (let life = 1; life <= 20; life += 1) {
      await inbox.take(report(life));
      inbox.adopt();
    }
    world.isAway = false;
    await inbox.stop();
    expect(stored.map(({ sequence }) => sequence)).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
  });
});
