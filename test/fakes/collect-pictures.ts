import type { FrameSource, SourceNotice, SourceRequest } from '#features/video-analysis/ports.ts';
import { readClipNumber } from './video-clip.ts';

/** The side of the model's input that tests ask pictures for. */
const side = 416;

/** A log that says nothing. */
export const silentLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** What was seen of a picture. */
export interface SeenPicture {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly timeMs: number;
  readonly arrivedMs: number;
  readonly discontinuity: boolean;
}

/** Reads a source to its end, or to `most` pictures; a fault is kept, not thrown. */
export async function collectPictures(
  source: FrameSource,
  wishes: Partial<SourceRequest> & { readonly url: string },
  most = Number.POSITIVE_INFINITY,
): Promise<{ pictures: SeenPicture[]; notices: SourceNotice[]; fault: unknown }> {
  const pictures: SeenPicture[] = [];
  const notices: SourceNotice[] = [];
  const request: SourceRequest = {
    loop: false,
    pace: 'as-fast-as-possible',
    framesPerSecond: Number.POSITIVE_INFINITY,
    inputWidth: side,
    inputHeight: side,
    masks: [],
    startMs: 0,
    reconnect: false,
    onNotice: (notice) => notices.push(notice),
    ...wishes,
  };
  try {
    for await (const picture of source.open(request, new AbortController().signal)) {
      const { width, height, timeMs, arrivedMs, discontinuity } = picture;
      pictures.push({
        number: readClipNumber({ width, height, ...picture.look() }, side),
        width,
        height,
        timeMs,
        arrivedMs,
        discontinuity,
      });
      picture.release();
      if (pictures.length >= most) {
        break;
      }
    }
    return { pictures, notices, fault: undefined };
  } catch (fault) {
    return { pictures, notices, fault };
  }
}
