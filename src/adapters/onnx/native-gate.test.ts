import { expect, test } from 'vitest';
import { closeGate, createNativeGate, passGate } from './native-gate.ts';

test('work passes an open gate, and leaves it free also when it fails', async () => {
  const gate = createNativeGate();
  expect(await passGate(gate, () => Promise.resolve(Atomics.load(gate, 0)))).toBe(1);
  await expect(passGate(gate, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(Atomics.load(gate, 0)).toBe(0);
});

test('nothing begins once the process ends', async () => {
  const gate = createNativeGate();
  closeGate(gate);
  let begun = false;
  const result = await passGate(gate, () => {
    begun = true;
    return Promise.resolve(1);
  });
  expect([result, begun]).toEqual([undefined, false]);
});
