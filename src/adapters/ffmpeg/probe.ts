import { type DecodingChoice, type MediaLocation, openMedia } from './media.ts';
import { StreamWatch } from './stream-watch.ts';

/** What a source holds, before it is read. */
export interface SourceFacts {
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  /** 0 when the stream does not tell */
  readonly framesPerSecond: number;
  /** absent for live streams */
  readonly durationMs: number | undefined;
  readonly frames: number | undefined;
}

/** Opens a source, reads its facts and closes it. */
export async function probeMedia(
  location: MediaLocation,
  choice: DecodingChoice,
  timeoutMs: number,
): Promise<SourceFacts> {
  const watch = new StreamWatch(new AbortController().signal, timeoutMs);
  try {
    const media = await openMedia(location, choice, watch.signal);
    const { codec, width, height, framesPerSecond, durationMs, frames } = media;
    await media.close();
    return { codec, width, height, framesPerSecond, durationMs, frames };
  } finally {
    watch.stop();
    location.release?.();
  }
}
