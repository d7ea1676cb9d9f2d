import type { FrameSource, Picture } from '#features/video-analysis/ports.ts';
import { sourceFault } from './faults.ts';

/** The first picture of an image or a video file, fitted into the model's input. The caller releases it. */
export async function decodePicture(
  source: FrameSource,
  url: string,
  size: { readonly inputWidth: number; readonly inputHeight: number },
): Promise<Picture> {
  const pictures = source.open(
    {
      url,
      loop: false,
      pace: 'as-fast-as-possible',
      framesPerSecond: Number.POSITIVE_INFINITY,
      ...size,
      masks: [],
      startMs: 0,
      reconnect: false,
      onNotice: () => undefined,
    },
    new AbortController().signal,
  );
  for await (const picture of pictures) {
    return picture;
  }
  throw sourceFault('invalid', `${url}: there is no picture in it`, 'give an image or a video file');
}
