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
    if (fault === 'block') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    // A buffer that is filled is really held; the event loop goes on between one and the next.
    if (fault === 'hoard' && held.length < most) held.push(Buffer.alloc(64e6, 1));
    if (fault === 'stuck') isStuck = true;
    if (fault === 'throw') setImmediate(fail);
  }
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
