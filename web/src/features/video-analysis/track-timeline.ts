import type { LiveTrack } from '#features/video-analysis/live-schema.ts';

/** What the analysis saw at one moment. */
interface Moment {
  readonly timeMs: number;
  readonly tracks: readonly LiveTrack[];
}

/** Moments kept: the video is never further behind. */
const mostMoments = 60;
/** Objects go on as they went for so long, until the analysis has seen the picture that is shown. */
const longestGuessMs = 400;
/** Older boxes say nothing any more. */
const longestHoldMs = 1500;

/** Puts the boxes of the analysis, a few a second, on the pictures of a video, many a second. */
export class TrackTimeline {
  readonly #moments: Moment[] = [];

  add(moment: Moment): void {
    const last = this.#moments.at(-1);
    if (last !== undefined && moment.timeMs <= last.timeMs) this.#moments.length = 0;
    this.#moments.push(moment);
    if (this.#moments.length > mostMoments) this.#moments.shift();
  }

  /** The objects as they stand at a moment: between two of the analysis, or a little past the last. */
  at(timeMs: number): readonly LiveTrack[] {
    const after = this.#moments.findIndex((moment) => moment.timeMs > timeMs);
    const [from, to] =
      after === -1 ? this.#moments.slice(-2) : this.#moments.slice(Math.max(0, after - 1), after + 1);
    const last = to ?? from;
    if (from === undefined || last === undefined || timeMs - last.timeMs > longestHoldMs) return [];
    if (after === 0 || to === undefined) return timeMs >= from.timeMs ? from.tracks : [];
    const until = Math.min(timeMs, to.timeMs + longestGuessMs);
    const share = (until - from.timeMs) / (to.timeMs - from.timeMs);
    // Past the last moment what it knows goes on; before it, what the earlier one knew.
    const [shown, other] = share >= 1 ? [to, from] : [from, to];
    return shown.tracks.map((track) => {
      const partner = other.tracks.find(({ id }) => id === track.id);
      if (partner === undefined) return track;
      const [first, second] = shown === from ? [track, partner] : [partner, track];
      return { ...track, box: between(first.box, second.box, share) };
    });
  }
}

type Box = LiveTrack['box'];

function between(from: Box, to: Box, share: number): Box {
  const [left, top, width, height] = from.map(
    (value, index) => value + ((to[index] ?? value) - value) * share,
  );
  return [left ?? 0, top ?? 0, Math.max(0, width ?? 0), Math.max(0, height ?? 0)];
}
