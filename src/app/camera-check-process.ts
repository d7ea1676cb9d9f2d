import { Worker } from 'node:worker_threads';
import { SourceFault } from '#adapters/ffmpeg/faults.ts';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { tryStream } from '#adapters/ffmpeg/try-stream.ts';
import { discoverDevices } from '#adapters/onvif/discover.ts';
import { DeviceFault, readDevice } from '#adapters/onvif/read-device.ts';
import type { ConnectionReason } from '#features/cameras/ports.ts';
import { allowAddress } from '#foundation/allowed-addresses.ts';
import type { Log } from '#foundation/log.ts';
import type { WatchdogSetup } from './analysis-watchdog.ts';
import type { CheckAnswer, CheckOrder } from './camera-check-messages.ts';

const stallMs = 8000;
const discoveryMs = 4000;
const requestMs = 5000;

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// What a device answers may throw anywhere inside the package that reads it.
process.on('uncaughtException', () => leave({ ok: false, reason: 'not-onvif' }));
process.once('message', (order: CheckOrder) => {
  check(order).then(
    (found) => leave({ ok: true, found }),
    (fault: unknown) => leave({ ok: false, reason: reasonOf(fault) }),
  );
});

async function check({ work, networks, sourcesDirectory, memoryLimitMb }: CheckOrder) {
  watch({ parentPid: process.ppid, memoryLimitMb });
  const isAllowed = allowAddress(networks);
  switch (work.kind) {
    case 'discover':
      return await discoverDevices({
        networks,
        allowAddress: isAllowed,
        waitMs: discoveryMs,
        ...(work.port === undefined ? {} : { port: work.port }),
      });
    case 'device':
      return await readDevice({ ...work, allowAddress: isAllowed, timeoutMs: requestMs });
    case 'stream': {
      const source = createFrameSource({
        log: silent,
        filesDirectory: sourcesDirectory,
        allowAddress: isAllowed,
        hardware: 'none',
        stallMs,
      });
      return await tryStream(source, { ...work, signal: new AbortController().signal });
    }
  }
}

function reasonOf(fault: unknown): ConnectionReason {
  return fault instanceof SourceFault || fault instanceof DeviceFault ? fault.reason : 'unreadable';
}

/** An orderly exit would wait for threads. */
function leave(answer: CheckAnswer): void {
  process.send?.(answer, undefined, undefined, () => process.kill(process.pid, 'SIGKILL'));
}

function watch(setup: WatchdogSetup): void {
  new Worker(new URL('./analysis-watchdog.ts', import.meta.url), { workerData: setup }).unref();
}

/** What is to be told is told by the answer. */
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
