import type { AVPixelFormat } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import type { PictureForm, VideoTap } from '#features/video-analysis/ports.ts';
import { coarseLimit } from '#foundation/coarse-limit.ts';
import { messageOf } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import { type EncodedPicture, H264Encoder } from './h264-encoder.ts';
import { codecName, type H264Units, readUnits } from './h264-units.ts';
import { mp4Fragment, mp4Head } from './mp4-fragments.ts';

const limits = { full: { width: 1280, height: 1280 }, coarse: coarseLimit } as const;
/** More pictures a second than this help no eye. */
const leastStepMs = 1000 / 31;
/** A viewer who was slow waits no longer than this for a picture that needs none before it. */
const keyEveryMs = 2000;
/** Viewers who come and go in haste do not make every picture a large one. */
const leastKeyStepMs = 500;
const usualStepMs = 40;
const longestStepMs = 1000;

/** What a video is made with. */
export interface VideoFormParts {
  /** FFmpeg's names of encoders, tried in this order */
  readonly encoders: readonly string[];
  readonly log: Log;
}

/** One form of a source's video: an encoder, and the clock of its fragments. */
export class VideoForm {
  readonly #form: PictureForm;
  readonly #tap: VideoTap;
  readonly #parts: VideoFormParts;
  #encoder: H264Encoder | undefined;
  #key = '';
  /** sets of the stream, until a picture brings newer ones */
  #sets: Pick<H264Units, 'sequenceSet' | 'pictureSet'> = { sequenceSet: undefined, pictureSet: undefined };
  #number = 0;
  /** event time at the start of the video's own clock, which never goes back */
  #startMs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;
  #lastMediaMs = -usualStepMs;
  #keyMs = Number.NEGATIVE_INFINITY;
  #isKeyOwed = false;
  #isBusy = false;
  #isClosed = false;
  #hasFailed = false;

  constructor(form: PictureForm, tap: VideoTap, parts: VideoFormParts) {
    this.#form = form;
    this.#tap = tap;
    this.#parts = parts;
  }

  /** Takes a masked picture, which stays the caller's. */
  take(frame: Frame, format: AVPixelFormat, timeMs: number): void {
    if (this.#tap.takeKeyWish(this.#form)) this.#isKeyOwed = true;
    if (this.#hasFailed) {
      if (this.#isKeyOwed) this.#tap.onPiece(this.#form, { kind: 'none' });
      this.#isKeyOwed = false;
      return;
    }
    if (this.#isBusy || this.#isClosed || Math.abs(timeMs - this.#lastMs) < leastStepMs) return;
    const held = frame.clone();
    if (held === null) return;
    this.#isBusy = true;
    void this.#make(held, format, timeMs).finally(() => {
      held.free();
      this.#isBusy = false;
      if (this.#isClosed) this.#free();
    });
  }

  /** Ends the video, once the picture at hand is done. */
  close(): void {
    this.#isClosed = true;
    if (!this.#isBusy) this.#free();
  }

  async #make(frame: Frame, format: AVPixelFormat, timeMs: number): Promise<void> {
    try {
      const encoder = await this.#encoderFor(frame, format, timeMs);
      const isKey = this.#takesKey(timeMs);
      const encoded = await encoder.encode(frame, timeMs - this.#startMs, isKey);
      if (encoded !== undefined && !this.#isClosed) this.#tell(encoded, encoder, timeMs);
    } catch (fault) {
      this.#hasFailed = true;
      this.#parts.log.warn({ fault: messageOf(fault) }, 'No live video');
      if (!this.#isClosed) this.#tap.onPiece(this.#form, { kind: 'none' });
    }
  }

  #takesKey(timeMs: number): boolean {
    const sinceMs = timeMs - this.#keyMs;
    // A clock that was set back says nothing of how long ago the last one was.
    const isDue = sinceMs >= keyEveryMs || sinceMs < 0 || (this.#isKeyOwed && sinceMs >= leastKeyStepMs);
    if (!isDue) return false;
    this.#keyMs = timeMs;
    this.#isKeyOwed = false;
    return true;
  }

  /** An encoder for pictures of this size and format; a new one where they changed, or where time jumped. */
  async #encoderFor(frame: Frame, format: AVPixelFormat, timeMs: number): Promise<H264Encoder> {
    const key = `${frame.width}x${frame.height}:${format}`;
    const isBackwards = timeMs <= this.#lastMs;
    if (this.#encoder !== undefined && key === this.#key && !isBackwards) return this.#encoder;
    this.#free();
    const encoder = await this.#open(frame, format);
    this.#encoder = encoder;
    this.#key = key;
    if (isBackwards || this.#number === 0) this.#startMs = timeMs - this.#lastMediaMs - usualStepMs;
    this.#keyMs = Number.NEGATIVE_INFINITY;
    this.#sets = readUnits(encoder.header);
    return encoder;
  }

  async #open({ width, height }: Frame, format: AVPixelFormat): Promise<H264Encoder> {
    const faults: string[] = [];
    for (const name of this.#parts.encoders) {
      try {
        return await H264Encoder.open(name, { width, height }, format, limits[this.#form]);
      } catch (fault) {
        faults.push(`${name}: ${messageOf(fault)}`);
      }
    }
    throw new Error(faults.join('; ') || 'live video is switched off');
  }

  #tell({ bytes, isKey }: EncodedPicture, { size }: H264Encoder, timeMs: number): void {
    const units = readUnits(bytes);
    const sequenceSet = units.sequenceSet ?? this.#sets.sequenceSet;
    const pictureSet = units.pictureSet ?? this.#sets.pictureSet;
    this.#sets = { sequenceSet, pictureSet };
    if (units.picture.length === 0 || sequenceSet === undefined || pictureSet === undefined) return;
    const mediaMs = Math.round(timeMs - this.#startMs);
    const stepMs = mediaMs - this.#lastMediaMs;
    this.#lastMs = timeMs;
    this.#lastMediaMs = mediaMs;
    const durationMs = stepMs < longestStepMs ? stepMs : usualStepMs;
    this.#number += 1;
    const fragment = mp4Fragment({ number: this.#number, mediaMs, durationMs, isKey, units: units.picture });
    if (!isKey) {
      this.#tap.onPiece(this.#form, { kind: 'delta', timeMs, mediaMs, bytes: fragment });
      return;
    }
    const head = mp4Head({ ...size, sequenceSet, pictureSet });
    const whole = new Uint8Array(head.length + fragment.length);
    whole.set(head);
    whole.set(fragment, head.length);
    const codec = codecName(sequenceSet);
    this.#tap.onPiece(this.#form, { kind: 'key', codec, ...size, timeMs, mediaMs, bytes: whole });
  }

  #free(): void {
    this.#encoder?.close();
    this.#encoder = undefined;
  }
}
