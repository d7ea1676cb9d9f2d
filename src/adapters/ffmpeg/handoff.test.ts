import { describe, expect, it } from 'vitest';
import { Handoff } from './handoff.ts';

describe('the handing over of pictures', () => {
  it('gives up the oldest when the consumer lags', async () => {
    const dropped: number[] = [];
    const handoff = new Handoff<number>('drop-oldest', 2, (item) => dropped.push(item));
    for (const item of [1, 2, 3, 4]) {
      await handoff.put(item);
    }
    expect(dropped).toEqual([1, 2]);
    expect([await handoff.take(), await handoff.take()]).toEqual([3, 4]);
  });

  it('lets the producer wait, and loses nothing at the end', async () => {
    const handoff = new Handoff<number>('wait', 1, () => expect.unreachable());
    const produced = (async () => {
      await handoff.put(1);
      await handoff.put(2);
      handoff.end();
    })();
    expect([await handoff.take(), await handoff.take(), await handoff.take()]).toEqual([1, 2, undefined]);
    await produced;
  });

  it('throws the fault after the last item', async () => {
    const handoff = new Handoff<number>('wait', 2, () => undefined);
    await handoff.put(1);
    handoff.end(new Error('cut'));
    expect(await handoff.take()).toBe(1);
    await expect(handoff.take()).rejects.toThrow('cut');
  });

  it('frees what nobody took, and a producer that waits', async () => {
    const dropped: number[] = [];
    const handoff = new Handoff<number>('wait', 1, (item) => dropped.push(item));
    await handoff.put(1);
    const waiting = handoff.put(2);
    handoff.clear();
    await waiting;
    expect(dropped.sort()).toEqual([1, 2]);
  });
});
