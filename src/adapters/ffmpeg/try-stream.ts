import type { TriedPicture, TriedStream } from '#features/cameras/ports.ts';
import type { FrameSource, Picture, SourceNotice, SourceRequest } from '#features/video-analysis/ports.ts';
import { sourceFault } from './faults.ts';

/** Lines of the picture that is shown: a face on it is a few grey squares. */
const mostLines = 96;
/** The rate is measured over so much of the stream, or so many pictures. */
const measuredMs = 1500;
const mostPictures = 45;

/** What is to be tried, and until when. */
interface Trial {
  readonly url: string;
  readonly masks: SourceRequest['masks'];
  readonly signal: AbortSignal;
}

/** Reads the first pictures of a stream: what it is, how fast it comes, and one coarse picture of it. */
export async function tryStream(source: FrameSource, { url, masks, signal }: Trial): Promise<TriedStream> {
  const beganMs = performance.now();
  let told: Extract<SourceNotice, { kind: 'connected' }> | undefined;
  let first: (TriedPicture & { readonly size: { width: number; height: number } }) | undefined;
  let waitedMs = 0;
  const times: number[] = [];
  const request: SourceRequest = {
    url,
    masks,
    loop: false,
    pace: 'real-time',
    framesPerSecond: Number.POSITIVE_INFINITY,
    inputWidth: mostLines,
    inputHeight: mostLines,
    reconnect: false,
    onNotice: (notice) => {
      if (notice.kind === 'connected') told = notice;
    },
  };
  for await (const picture of source.open(request, signal)) {
    if (first === undefined) {
      waitedMs = performance.now() - beganMs;
      first = { ...(await coarsePicture(picture)), size: { width: picture.width, height: picture.height } };
    }
    times.push(picture.timeMs);
    picture.release();
    if (picture.timeMs - (times[0] ?? 0) >= measuredMs || times.length >= mostPictures) break;
  }
  if (first === undefined || told === undefined)
    throw sourceFault('unavailable', 'no picture came', 'check the camera', 'too-slow');
  const { size, ...picture } = first;
  const { codec } = told;
  return { codec, ...size, framesPerSecond: rateOf(times, told.framesPerSecond), waitedMs, picture };
}

async function coarsePicture(picture: Picture): Promise<TriedPicture> {
  const share = Math.min(1, mostLines / picture.height);
  const jpeg = await picture.encodeJpeg(picture.width * share);
  // The encoder makes both sides even, the width first.
  const width = Math.max(16, Math.floor(picture.width * share)) & ~1;
  return { width, height: Math.max(16, Math.round((picture.height * width) / picture.width)) & ~1, jpeg };
}

/** What a file or a stream says of itself counts where it was too short to be measured. */
function rateOf(times: readonly number[], told: number): number | null {
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const rate = times.length >= 5 && spanMs > 200 ? ((times.length - 1) * 1000) / spanMs : told;
  return Number.isFinite(rate) && rate > 0 && rate <= 240 ? Math.round(rate * 10) / 10 : null;
}
