/** Two numbers shared by a worker and its owner: is native code at work, is the process ending. */
export type NativeGate = Int32Array<SharedArrayBuffer>;

const busy = 0;
const ending = 1;

/** A network run takes a fraction of this. */
const longestWaitMs = 5000;

/** Makes the gate of one worker. */
export function createNativeGate(): NativeGate {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** Does native work, in the worker; undefined when the process is ending and nothing may begin. */
export async function passGate<Result>(
  gate: NativeGate,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  Atomics.store(gate, busy, 1);
  try {
    return Atomics.load(gate, ending) === 1 ? undefined : await work();
  } finally {
    Atomics.store(gate, busy, 0);
    Atomics.notify(gate, busy);
  }
}

/**
 * Blocks the owner until the worker is out of native code, and lets it in no more.
 * A thread that the end of the process tears out of ONNX Runtime aborts the process.
 */
export function closeGate(gate: NativeGate): void {
  Atomics.store(gate, ending, 1);
  Atomics.wait(gate, busy, 1, longestWaitMs);
}
