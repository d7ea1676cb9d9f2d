import { describe, expect, it } from 'vitest';
import { FrameQueue } from './frame-queue.ts';

function frames(count: number) {
  const released: number[] = [];
  const list = Array.from({ length: count }, (_, number) => ({
    number,
    release: () => released.push(number),
  }));
  return { list, released };
}

describe('the queue of pictures', () => {
  it('drops the oldest, releases it and counts it', async () => {
    const { list, released } = frames(4);
    const queue = new FrameQueue<(typeof list)[number]>(2);
    for (const frame of list) queue.push(frame);
    expect(released).toEqual([0, 1]);
    expect(queue.dropped).toBe(2);
    expect((await queue.take())?.number).toBe(2);
    expect((await queue.take())?.number).toBe(3);
  });

  it('hands a picture at once to whoever waits', async () => {
    const { list, released } = frames(1);
    const queue = new FrameQueue<(typeof list)[number]>(2);
    const waiting = queue.take();
    queue.push(list[0]!);
    expect((await waiting)?.number).toBe(0);
    expect(released).toEqual([]);
  });

  it('ends after its last picture when it is closed, or at once when told to discard', async () => {
    const { list, released } = frames(2);
    const queue = new FrameQueue<(typeof list)[number]>(2);
    queue.push(list[0]!);
    queue.close(false);
    expect((await queue.take())?.number).toBe(0);
    expect(await queue.take()).toBeUndefined();
    queue.push(list[1]!);
    expect(released).toEqual([1]);

    const other = frames(1);
    const discarded = new FrameQueue<(typeof list)[number]>(2);
    discarded.push(other.list[0]!);
    discarded.close(true);
    expect(other.released).toEqual([0]);
    expect(await discarded.take()).toBeUndefined();
  });
});
