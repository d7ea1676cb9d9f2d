import type { FittedPicture } from '#features/models/ports.ts';
import type { FrameSource } from '#features/video-analysis/ports.ts';

/** Pictures wanted of one video file, fitted into the model's input. */
interface PicturesRequest {
  readonly url: string;
  readonly count: number;
  readonly inputWidth: number;
  readonly inputHeight: number;
}

/** One picture in two seconds shows something new, and a minute of a clip is enough. */
const usualRate = 0.5;
const mostRate = 25;

/** Pictures of a video file at even distances, at most `count`; a short clip is looked at more closely. */
export async function takePictures(source: FrameSource, request: PicturesRequest): Promise<FittedPicture[]> {
  const pictures = await takeAt(source, request, usualRate);
  if (pictures.length >= request.count || pictures.length === 0) return pictures;
  const closer = Math.min(mostRate, (usualRate * request.count) / pictures.length);
  return takeAt(source, request, closer);
}

async function takeAt(
  source: FrameSource,
  { url, count, inputWidth, inputHeight }: PicturesRequest,
  framesPerSecond: number,
): Promise<FittedPicture[]> {
  const pictures: FittedPicture[] = [];
  const stop = new AbortController();
  const opened = source.open(
    {
      url,
      loop: false,
      pace: 'as-fast-as-possible',
      framesPerSecond,
      inputWidth,
      inputHeight,
      masks: [],
      startMs: 0,
      reconnect: false,
      onNotice: () => undefined,
    },
    stop.signal,
  );
  for await (const picture of opened) {
    const { width, height } = picture;
    const { input, letterbox } = picture.look();
    pictures.push({ input: new Uint8Array(input), width, height, letterbox });
    picture.release();
    if (pictures.length >= count) break;
  }
  stop.abort();
  return pictures;
}
