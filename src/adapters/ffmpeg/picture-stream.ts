import { setTimeout } from 'node:timers/promises';
import type { Frame } from 'node-av/lib';
import type { Picture, SourceRequest } from '#features/video-analysis/ports.ts';
import type { Clock } from '#foundation/clock.ts';
import type { DecodedFrame } from './frame-reader.ts';
import { FrameSelection } from './frame-selection.ts';
import type { Handoff } from './handoff.ts';
import type { Media } from './media.ts';
import { type FrameMoment, type MaskedFrame, PictureMaker } from './picture-maker.ts';
import { SteadyClock, type SteadyTime } from './steady-clock.ts';
import { Timeline } from './timeline.ts';
import type { VideoFormParts } from './video-form.ts';
import { VideoOutput } from './video-output.ts';

/** A paced file that is later than this drops its delay instead of racing after it. */
const latestMs = 1000;
const usualStepMs = 40;
/** A picture without stamp comes just after, or at the start just before, one that has its own. */
const guessStepMs = 1;
const longestBurstMs = 8000;

/** Gives decoded frames their event time, keeps those wanted, at the pace wanted, and hands them on as pictures. */
export class PictureStream {
  readonly #request: SourceRequest;
  readonly #clock: Clock;
  readonly #uptime: Clock;
  readonly #steady: SteadyClock;
  readonly #signal: AbortSignal;
  readonly #handoff: Handoff<Picture>;
  readonly #maker: PictureMaker;
  readonly #video: VideoOutput;
  readonly #timeline = new Timeline();
  readonly #selection: FrameSelection;
  readonly #paced: boolean;
  #live = false;
  #media: Media | undefined;
  #stepMs = usualStepMs;
  #discontinuity = true;
  #size = '';
  /** uptime minus stamps of a stream that comes in bursts */
  #burstMs: number | undefined;
  /** uptime minus event time while a file is paced */
  #paceMs: number | undefined;

  constructor(
    request: SourceRequest,
    clocks: { readonly clock: Clock; readonly uptime: Clock; readonly video: VideoFormParts },
    handoff: Handoff<Picture>,
    signal: AbortSignal,
  ) {
    this.#request = request;
    this.#clock = clocks.clock;
    this.#uptime = clocks.uptime;
    this.#steady = new SteadyClock(clocks.clock, clocks.uptime);
    this.#handoff = handoff;
    this.#signal = signal;
    this.#paced = request.pace === 'real-time';
    this.#maker = new PictureMaker(request);
    this.#video = new VideoOutput(request.video, clocks.video);
    this.#selection = new FrameSelection(request.framesPerSecond);
  }

  /** A new connection begins; `again` when it is the next turn of a looped file. */
  begin(media: Media, live: boolean, again: boolean): void {
    this.#live = live;
    this.#media = media;
    this.#burstMs = undefined;
    this.#selection.reset();
    this.#discontinuity = true;
    this.#stepMs = media.framesPerSecond > 0 ? 1000 / media.framesPerSecond : usualStepMs;
    const nowMs = this.#readClock().nowMs;
    if (live) {
      const sinceMs = Math.max(0, this.#clock() - media.connectedMs);
      if (media.clocking === 'arrival') {
        this.#timeline.anchor(nowMs);
      } else {
        this.#timeline.anchor(nowMs - sinceMs, media.firstStampMs);
      }
    } else if (again) {
      this.#timeline.anchor(this.#timeline.lastMs + this.#stepMs);
    } else {
      this.#timeline.anchor(this.#request.startMs ?? nowMs);
      this.#paceMs = undefined;
    }
  }

  /** Takes the frame over. */
  async deliver({ frame, stampMs }: DecodedFrame): Promise<void> {
    await this.#spread(stampMs);
    const arrivedMs = this.#clock();
    const timeMs = this.#timeOf(stampMs);
    this.#noteSize(frame);
    const isTaken = this.#selection.take(timeMs);
    if (!isTaken && !this.#video.isWanted) {
      frame.free();
      return;
    }
    await this.#pace(timeMs);
    const isAnalysed = isTaken && !this.#signal.aborted && !this.#leaveOut();
    if (this.#signal.aborted || !(isAnalysed || this.#video.isWanted)) {
      frame.free();
      return;
    }
    const masked = await this.#maker.mask(frame);
    this.#video.take(masked.frame, masked.format, timeMs);
    if (isAnalysed) await this.#handOver(masked, timeMs, arrivedMs);
    else masked.frame.free();
  }

  async #handOver(masked: MaskedFrame, timeMs: number, arrivedMs: number): Promise<void> {
    const moment: FrameMoment = {
      timeMs,
      arrivedMs: this.#live ? arrivedMs : this.#clock(),
      discontinuity: this.#discontinuity,
    };
    this.#discontinuity = false;
    await this.#handoff.put(masked.hold(moment));
  }

  /** Frees what converts the pictures. */
  close(): void {
    this.#video.close();
    this.#maker.close();
  }

  /** Time since the last picture, whatever became of the system's clock meanwhile. */
  #readClock(): SteadyTime {
    const time = this.#steady.read();
    const { stepMs } = time;
    if (stepMs !== 0 && (this.#live || this.#request.startMs === undefined)) {
      this.#timeline.step(stepMs);
      this.#selection.reset();
      if (this.#paceMs !== undefined) {
        this.#paceMs -= stepMs;
      }
    }
    return time;
  }

  #timeOf(stampMs: number | undefined): number {
    const { nowMs, upMs } = this.#readClock();
    const guessMs = this.#timeline.isFresh ? this.#media?.firstStampMs : this.#timeline.lastStampMs;
    if (!this.#live) {
      return this.#timeline.file(stampMs ?? (guessMs ?? 0) + this.#stepMs);
    }
    const guess =
      this.#media?.clocking === 'arrival' || guessMs === undefined
        ? upMs
        : guessMs + (this.#timeline.isFresh ? -guessStepMs : guessStepMs);
    return this.#timeline.live(stampMs ?? guess, nowMs).timeMs;
  }

  /** Waits until a picture of a burst would be shown by a player. */
  async #spread(stampMs: number | undefined): Promise<void> {
    if (this.#media?.clocking !== 'bursts' || stampMs === undefined) {
      return;
    }
    const upMs = this.#uptime();
    this.#burstMs ??= upMs - stampMs;
    const waitMs = stampMs + this.#burstMs - upMs;
    if (Math.abs(waitMs) > longestBurstMs) {
      this.#burstMs = upMs - stampMs;
    } else if (waitMs > 0) {
      await setTimeout(waitMs, undefined, { signal: this.#signal }).catch(() => undefined);
    }
  }

  #noteSize(frame: Frame): void {
    const size = `${frame.width}x${frame.height}`;
    this.#discontinuity ||= size !== this.#size;
    this.#size = size;
  }

  #leaveOut(): boolean {
    if ((this.#live || this.#paced) && this.#request.isBusy?.() === true) {
      this.#request.onSkip?.();
      return true;
    }
    return false;
  }

  /** Waits until a file's picture is due. */
  async #pace(timeMs: number): Promise<void> {
    if (this.#live || !this.#paced) {
      return;
    }
    this.#paceMs ??= this.#uptime() - timeMs;
    const lateMs = this.#uptime() - timeMs - this.#paceMs;
    if (lateMs < 0) {
      await setTimeout(-lateMs, undefined, { signal: this.#signal }).catch(() => undefined);
    } else if (lateMs > latestMs) {
      this.#giveUpDelay(lateMs);
    }
  }

  #giveUpDelay(lateMs: number): void {
    if (this.#request.startMs === undefined) {
      this.#timeline.shift(lateMs);
    } else if (this.#paceMs !== undefined) {
      this.#paceMs += lateMs;
    }
  }
}
