import { hostAnalysis } from '#app/analysis-host.ts';
import { LiveWorldDetector, LiveWorldSource } from './live-world.ts';

/** A fault happens in this time after its moment, so that the process that takes over is spared. */
const windowMs = 300;

const held: Buffer[] = [];

/** `world:<beganMs>#<fault>@<atMs>` */
class Source extends LiveWorldSource {
  override befall(url: string): Promise<void> | void {
    const [, fault, at] = /#([a-z]+)@(\d+)/.exec(url) ?? [];
    const lateMs = Date.now() - Number(at);
    if (fault === undefined || lateMs < 0) return;
    if (fault === 'crash') process.kill(process.pid, 'SIGSEGV');
    if (lateMs > windowMs) return;
    if (fault === 'block') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    // A buffer that is filled is really held.
    if (fault === 'hoard') for (let part = 0; part < 8; part += 1) held.push(Buffer.alloc(64e6, part + 1));
    if (fault === 'throw')
      setImmediate(() => {
        throw new Error('nobody foresaw this');
      });
  }
}

/** Stops answering at `<atMs>` of the environment, as native code that never returns. */
class FragileDetector extends LiveWorldDetector {
  override detect(request: Parameters<LiveWorldDetector['detect']>[0]) {
    const lateMs = Date.now() - Number(stuckAt);
    return lateMs > 0 && lateMs < windowMs ? new Promise<never>(() => {}) : super.detect(request);
  }
}

let stuckAt: string | undefined;

hostAnalysis(({ model }) => {
  stuckAt = /^stuck@(\d+)/.exec(model)?.[1];
  return Promise.resolve({ source: new Source(), detector: new FragileDetector() });
});
