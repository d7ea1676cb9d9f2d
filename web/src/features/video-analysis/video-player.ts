import type { VideoHead } from '#features/video-analysis/live-schema.ts';

/** Behind the newest picture: what the network may be late by without a halt. */
const aimedLagMs = 150;
/** Further behind than this it plays a little faster, and much further it jumps. */
const longLagMs = 450;
const longestLagMs = 1500;
const hurry = 1.15;
/** What was shown is let go, seconds. */
const keptSeconds = 8;
/** Pieces that wait to be taken in; more of them, and the next key begins anew. */
const mostWaiting = 150;

interface PlayerListeners {
  /** a picture is on the screen, of this event time */
  onShown(timeMs: number): void;
  /** this browser cannot play it */
  onFault(): void;
}

/** Whether this browser may play live video at all; the codec of a camera is tried when it comes. */
export const canPlayVideo = (): boolean =>
  'MediaSource' in window && MediaSource.isTypeSupported('video/mp4; codecs="avc1.42c01f"');

/** Plays live video, H.264 in fragments of MP4, as near to the newest picture as the network allows. */
export class VideoPlayer {
  readonly #video: HTMLVideoElement;
  readonly #listeners: PlayerListeners;
  readonly #waiting: Uint8Array<ArrayBuffer>[] = [];
  #source: MediaSource | undefined;
  #buffer: SourceBuffer | undefined;
  #address = '';
  #codec = '';
  /** event time minus the video's own clock */
  #offsetMs = 0;
  #lastMediaMs = 0;
  #isBroken = true;
  #isClosed = false;
  /** ends what listens to the element, which outlives the player */
  readonly #listening = new AbortController();

  constructor(video: HTMLVideoElement, listeners: PlayerListeners) {
    this.#video = video;
    this.#listeners = listeners;
    const { signal } = this.#listening;
    video.addEventListener(
      'error',
      () => {
        if (this.#source !== undefined) this.#fail();
      },
      { signal },
    );
    this.#awaitPicture();
  }

  /** Takes the next piece. */
  push({ video, codec, timeMs, mediaMs }: VideoHead, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#isClosed) return;
    if (video === 'none') {
      this.#fail();
      return;
    }
    if (video === 'key') this.#begin(codec ?? '', mediaMs ?? 0);
    if (this.#isBroken) return;
    if (this.#waiting.length > mostWaiting) {
      this.#isBroken = true;
      return;
    }
    if (timeMs !== undefined && mediaMs !== undefined) {
      this.#offsetMs = timeMs - mediaMs;
      this.#lastMediaMs = mediaMs;
    }
    this.#waiting.push(bytes);
    this.#feed();
  }

  #begin(codec: string, mediaMs: number): void {
    this.#isBroken = false;
    // The video began anew: its source was opened again, or the server was.
    if (mediaMs < this.#lastMediaMs) this.#reset();
    if (this.#waiting.length > mostWaiting) this.#waiting.length = 0;
    this.#expect(codec);
  }

  /** Lets go of everything. */
  close(): void {
    this.#isClosed = true;
    this.#listening.abort();
    this.#reset();
    this.#video.load();
  }

  #reset(): void {
    this.#video.removeAttribute('src');
    if (this.#address !== '') URL.revokeObjectURL(this.#address);
    this.#address = '';
    this.#codec = '';
    this.#source = undefined;
    this.#buffer = undefined;
    this.#waiting.length = 0;
    this.#lastMediaMs = 0;
  }

  #expect(codec: string): void {
    const type = `video/mp4; codecs="${codec}"`;
    if (codec === this.#codec) return;
    if (!MediaSource.isTypeSupported(type)) {
      this.#fail();
      return;
    }
    this.#reset();
    this.#codec = codec;
    this.#open(type);
  }

  #open(type: string): void {
    const source = new MediaSource();
    this.#source = source;
    this.#address = URL.createObjectURL(source);
    source.addEventListener('sourceopen', () => {
      if (this.#source !== source || this.#buffer !== undefined) return;
      const buffer = source.addSourceBuffer(type);
      this.#buffer = buffer;
      buffer.addEventListener('updateend', () => this.#buffer === buffer && this.#taken());
      buffer.addEventListener('error', () => this.#buffer === buffer && this.#fail());
      this.#feed();
    });
    this.#video.src = this.#address;
  }

  #feed(): void {
    const buffer = this.#buffer;
    if (buffer === undefined || buffer.updating || this.#isClosed) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    try {
      buffer.appendBuffer(next);
    } catch {
      this.#fail();
    }
  }

  #taken(): void {
    const buffer = this.#buffer;
    if (buffer === undefined || this.#isClosed) return;
    this.#follow();
    const old = this.#video.currentTime - keptSeconds;
    if (buffer.buffered.length > 0 && buffer.buffered.start(0) < old - keptSeconds) buffer.remove(0, old);
    else this.#feed();
  }

  /** Stays near the newest picture, over gaps too. */
  #follow(): void {
    const { buffered, currentTime, paused } = this.#video;
    const last = buffered.length - 1;
    if (last < 0) return;
    const newest = buffered.end(last);
    const lagMs = (newest - currentTime) * 1000;
    if (currentTime < buffered.start(last) || lagMs > longestLagMs || lagMs < -aimedLagMs) {
      this.#video.currentTime = Math.max(buffered.start(last), newest - aimedLagMs / 1000);
    }
    this.#video.playbackRate = lagMs > longLagMs ? hurry : 1;
    // A browser that refuses to start shows the newest pictures all the same: each jump draws one.
    if (paused) this.#video.play().catch(() => undefined);
  }

  #awaitPicture(): void {
    const shown = (mediaSeconds: number): void => {
      if (this.#isClosed) return;
      this.#listeners.onShown(mediaSeconds * 1000 + this.#offsetMs);
    };
    if (!('requestVideoFrameCallback' in this.#video)) {
      const video = this.#video as HTMLVideoElement;
      const { signal } = this.#listening;
      video.addEventListener('timeupdate', () => shown(video.currentTime), { signal });
      return;
    }
    const next = (): void => {
      this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
        shown(mediaTime);
        if (!this.#isClosed) next();
      });
    };
    next();
  }

  #fail(): void {
    if (this.#isClosed) return;
    this.close();
    this.#listeners.onFault();
  }
}
