import type { FrameSource, Picture, SourceRequest } from '#features/video-analysis/ports.ts';

/** What a scripted picture says of itself; the rest is filled in. */
export interface ScriptedPicture {
  readonly timeMs: number;
  readonly discontinuity?: boolean;
  readonly width?: number;
  readonly height?: number;
}

/** A source that plays a script, and remembers what was asked of it. */
export class ScriptedSource implements FrameSource {
  readonly requests: SourceRequest[] = [];
  readonly script: readonly ScriptedPicture[];
  /** Waited for before each picture, so that a test sets the pace. */
  pace: (index: number) => Promise<void> | void = () => {};
  encoded = 0;
  released = 0;

  constructor(script: readonly ScriptedPicture[]) {
    this.script = script;
  }

  async *open(request: SourceRequest, signal: AbortSignal): AsyncGenerator<Picture> {
    this.requests.push(request);
    for (const [index, picture] of this.script.entries()) {
      await this.pace(index);
      if (signal.aborted) return;
      yield this.#picture(picture, request, index);
    }
  }

  #picture(scripted: ScriptedPicture, request: SourceRequest, index: number): Picture {
    const input = new Uint8Array(request.inputWidth * request.inputHeight * 3);
    input[0] = index & 255;
    input[1] = index >> 8;
    return {
      width: scripted.width ?? 100,
      height: scripted.height ?? 100,
      timeMs: scripted.timeMs,
      arrivedMs: scripted.timeMs,
      discontinuity: scripted.discontinuity ?? index === 0,
      input,
      letterbox: { scale: 1, padX: 0, padY: 0 },
      encodeJpeg: () => {
        this.encoded += 1;
        return Promise.resolve(new Uint8Array([0xff, 0xd8]));
      },
      release: () => {
        this.released += 1;
      },
    };
  }
}
