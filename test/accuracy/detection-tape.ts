import type { Detections } from '#analytics/detection/detections.ts';
import type { Detector, FrameSource, Picture } from '#features/video-analysis/ports.ts';
import { type ClipDetections, rounded } from './detection-store.ts';

/** What a clip's pictures go through. */
export interface PictureParts {
  readonly source: FrameSource;
  readonly detector: Detector;
}

const tooFew = 'the detector output that is kept has fewer pictures than the clip';

/** A detector that keeps what it finds, one entry a picture; nothing is looked at twice. */
export function recorded({ source, detector }: PictureParts): PictureParts & { readonly kept: Detections[] } {
  const kept: Detections[] = [];
  const asked: { number: number } = { number: -1 };
  const recorder: Detector = {
    ...described(detector),
    async detect(request) {
      asked.number += 1;
      const { number } = asked;
      const found = rounded(await detector.detect(request));
      kept[number] = found;
      return found;
    },
  };
  return { source, detector: recorder, kept };
}

/** The detector's place taken by what it found before; pictures are decoded, for rules that look at pixels. */
export function replayed({ source, detector }: PictureParts, pictures: ClipDetections): PictureParts {
  const shown = { number: -1 };
  const player: Detector = {
    ...described(detector),
    detect() {
      const found = pictures[shown.number];
      return found ? Promise.resolve(found) : Promise.reject(new Error(tooFew));
    },
  };
  const counting: FrameSource = {
    async *open(request, signal) {
      for await (const picture of source.open(request, signal)) {
        shown.number += 1;
        yield unscaled(picture);
      }
    },
  };
  return { source: counting, detector: player };
}

function described(detector: Detector): Omit<Detector, 'detect'> {
  const { name, provider, notice, inputWidth, inputHeight, labels } = detector;
  const rest = { usage: () => detector.usage(), close: () => detector.close() };
  return { name, provider, notice, inputWidth, inputHeight, labels, ...rest };
}

/** The picture without the work of scaling it for a network that does not run. */
function unscaled(picture: Picture): Picture {
  const { width, height, timeMs, arrivedMs, discontinuity } = picture;
  const region = { left: 0, top: 0, right: width, bottom: height };
  return {
    ...{ width, height, timeMs, arrivedMs, discontinuity },
    luma: () => picture.luma(),
    look: () => ({ input: new Uint8Array(), letterbox: { scale: 1, padX: 0, padY: 0 }, region }),
    encodeJpeg: (maxWidth) => picture.encodeJpeg(maxWidth),
    release: () => picture.release(),
  };
}
