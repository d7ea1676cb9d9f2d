import type { Box } from '#analytics/geometry/boxes.ts';
import type { Luma } from '#analytics/motion/luma.ts';
import type { FrameSource, Picture, SourceRequest } from '#features/video-analysis/ports.ts';

/** What a scripted picture says of itself; the rest is filled in. */
export interface ScriptedPicture {
  readonly timeMs: number;
  readonly discontinuity?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly luma?: Luma;
}

/** A source that plays a script, and remembers what was asked of it. */
export class ScriptedSource implements FrameSource {
  readonly requests: SourceRequest[] = [];
  readonly script: readonly ScriptedPicture[];
  /** Waited for before each picture, so that a test sets the pace. */
  pace: (index: number) => Promise<void> | void = () => {};
  /** what was scaled for the detector: the picture's number and the part of it */
  readonly looks: { readonly index: number; readonly region: Box }[] = [];
  /** how wide each JPEG was asked for, and what was to be made coarse on it */
  readonly jpegs: { readonly maxWidth: number; readonly hidden: readonly Box[] }[] = [];
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
    const { width = 100, height = 100 } = scripted;
    return {
      width,
      height,
      timeMs: scripted.timeMs,
      arrivedMs: scripted.timeMs,
      discontinuity: scripted.discontinuity ?? index === 0,
      luma: () => scripted.luma ?? { width: 4, height: 4, data: new Uint8Array(16) },
      look: (region = { left: 0, top: 0, right: width, bottom: height }) => {
        const input = new Uint8Array(request.inputWidth * request.inputHeight * 3);
        input[0] = index & 255;
        input[1] = index >> 8;
        this.looks.push({ index, region });
        const scale = request.inputWidth / (region.right - region.left);
        const letterbox = { scale, padX: -region.left * scale, padY: -region.top * scale };
        return { input, letterbox, region };
      },
      encodeJpeg: (maxWidth, hidden = []) => {
        this.encoded += 1;
        this.jpegs.push({ maxWidth, hidden });
        return Promise.resolve(new Uint8Array([0xff, 0xd8]));
      },
      release: () => {
        this.released += 1;
      },
    };
  }
}
