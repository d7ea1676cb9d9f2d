import { hostAnalysis } from '#app/analysis-host.ts';
import { LiveWorldDetector, LiveWorldSource } from './live-world.ts';

const bornMs = Date.now();
const most = 8;
const held: Buffer[] = [];
let isStuck = false;

/** `world:<beganMs>#<fault>@<atMs>`: the fault befalls the process that lives at that moment, a crash all those after too. */
class Source extends LiveWorldSource {
  override befall(url: string): Promise<void> | void {
    const [, fault, at] = /#([a-z]+)@(\d+)/.exec(url) ?? [];
    if (fault === undefined || Date.now() < Number(at)) return;
    if (fault === 'crash') process.kill(process.pid, 'SIGSEGV');
    if (bornMs > Number(at)) return;
    if (fault === 'block') block();
    // The event loop goes on between one buffer and the next.
    if (fault === 'hoard') hoard();
    if (fault === 'swell') swell();
    if (fault === 'stuck') isStuck = true;
    if (fault === 'throw') setImmediate(fail);
  }
}

function block(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** A buffer that is filled is really held. */
function hoard(): void {
  if (held.length < most) held.push(Buffer.alloc(64e6, 1));
}

function swell(): void {
  while (held.length < most) hoard();
  block();
}

function fail(): never {
  throw new Error('nobody foresaw this');
}

/** Does not answer once it is stuck, as native code that never returns. */
class FragileDetector extends LiveWorldDetector {
  override detect(request: Parameters<LiveWorldDetector['detect']>[0]) {
    return isStuck ? new Promise<never>(() => {}) : super.detect(request);
  }
}

hostAnalysis(() => Promise.resolve({ source: new Source(), detector: new FragileDetector() }));
