import type { Detector } from '#features/video-analysis/ports.ts';

/** One object of a scripted picture: its class and its box, pixels. */
export interface ScriptedObject {
  readonly class: string;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  readonly score?: number;
}

/** A detector that finds in the picture of each number what the script says. */
export class ScriptedDetector implements Detector {
  readonly name = 'scripted';
  readonly provider = 'cpu';
  readonly notice = undefined;
  readonly inputWidth: number;
  readonly inputHeight: number;
  readonly labels = ['person', 'car', 'truck'];
  readonly #script: (index: number) => readonly ScriptedObject[];
  /** Waited for in each detection, so that a test can make it slow. */
  hold: (index: number) => Promise<void> | void = () => {};
  runs = 0;

  constructor(script: (index: number) => readonly ScriptedObject[], side = 4) {
    this.#script = script;
    this.inputWidth = side;
    this.inputHeight = side;
  }

  async detect(request: Parameters<Detector['detect']>[0]) {
    const index = (request.input[0] ?? 0) + 256 * (request.input[1] ?? 0);
    this.runs += 1;
    await this.hold(index);
    const objects = this.#script(index);
    return {
      count: objects.length,
      boxesXyxy: Float32Array.from(objects.flatMap((object) => [...object.box])),
      scores: Float32Array.from(objects, (object) => object.score ?? 0.9),
      classIds: Uint16Array.from(objects, (object) => this.labels.indexOf(object.class)),
    };
  }

  usage() {
    return Promise.resolve({ runs: this.runs, inferenceMs: 0 });
  }

  close() {
    return Promise.resolve();
  }
}
