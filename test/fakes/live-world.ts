import type { Detector, FrameSource, Picture, SourceRequest } from '#features/video-analysis/ports.ts';

/** Time between two cars that enter the picture. */
export const carEveryMs = 1500;
/** Pixels a second: cars go on while nobody looks. */
const carSpeed = 40;
const side = 100;
const lineX = side / 2;
const pictureEveryMs = 100;

interface Thing {
  readonly class: 'person' | 'car';
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

/**
 * What is to be seen at a moment of a world that began at `beganMs`: cars that cross the middle from left to right, a
 * car that comes from the right and parks, and from the third second a person who stays.
 */
export function worldAt(beganMs: number, nowMs: number): readonly Thing[] {
  const t = nowMs - beganMs;
  const parked = Math.max(72, side + 10 - ((t - 2000) / 1000) * 20);
  const things: Thing[] = t > 2500 ? [{ class: 'car', box: [parked - 10, 40, parked + 10, 50] }] : [];
  if (t > 3000) things.push({ class: 'person', box: [84, 65, 92, 90] });
  for (let car = Math.max(0, Math.floor(t / carEveryMs) - 3); car * carEveryMs <= t; car += 1) {
    const middle = ((t - car * carEveryMs) / 1000) * carSpeed;
    if (middle < side) things.push({ class: 'car', box: [middle - 9, 10, middle + 9, 22] });
  }
  return things;
}

/** Cars whose middle passed the line between two moments. */
export function carsAcross(beganMs: number, fromMs: number, untilMs: number): number {
  const passed = (nowMs: number) =>
    Math.max(0, Math.floor((nowMs - beganMs - (lineX / carSpeed) * 1000) / carEveryMs) + 1);
  return passed(untilMs) - passed(fromMs);
}

/** Says in the model's input when the picture was taken, and of which world. */
function stamped(beganMs: number, nowMs: number, length: number): Uint8Array {
  const input = new Uint8Array(Math.max(length, 16));
  new DataView(input.buffer).setFloat64(0, beganMs);
  new DataView(input.buffer).setFloat64(8, nowMs);
  return input;
}

/** Shows the world of each address `world:<beganMs>` as it is now, ten pictures a second. */
export class LiveWorldSource implements FrameSource {
  async *open({ url }: SourceRequest, signal: AbortSignal): AsyncGenerator<Picture> {
    const beganMs = Number(/^world:(\d+)/.exec(url)?.[1]);
    for (let index = 0; !signal.aborted; index += 1) {
      await new Promise((resolve) => setTimeout(resolve, pictureEveryMs));
      await this.befall(url);
      const timeMs = Date.now();
      yield {
        width: side,
        height: side,
        timeMs,
        arrivedMs: timeMs,
        discontinuity: index === 0,
        luma: () => ({ width: 4, height: 4, data: new Uint8Array(16) }),
        look: (region = { left: 0, top: 0, right: side, bottom: side }) => ({
          input: stamped(beganMs, timeMs, 48),
          letterbox: { scale: 1, padX: 0, padY: 0 },
          region,
        }),
        encodeJpeg: () => Promise.resolve(new Uint8Array([0xff, 0xd8])),
        release: () => {},
      };
    }
  }

  /** What happens to this camera besides: a fault that a test wants. */
  befall(_url: string): Promise<void> | void {}
}

/** Finds all that the world of a picture shows. */
export class LiveWorldDetector implements Detector {
  readonly name = 'world';
  readonly provider = 'cpu';
  readonly notice = undefined;
  readonly inputWidth = 4;
  readonly inputHeight = 4;
  readonly labels = ['person', 'car'];

  detect({ input }: Parameters<Detector['detect']>[0]): ReturnType<Detector['detect']> {
    const view = new DataView(input.buffer);
    const things = worldAt(view.getFloat64(0), view.getFloat64(8));
    return Promise.resolve({
      count: things.length,
      boxesXyxy: Float32Array.from(things.flatMap(({ box }) => [...box])),
      scores: Float32Array.from(things, () => 0.9),
      classIds: Uint16Array.from(things, (thing) => this.labels.indexOf(thing.class)),
    });
  }

  usage() {
    return Promise.resolve({ runs: 0, inferenceMs: 0 });
  }

  close() {
    return Promise.resolve();
  }
}
