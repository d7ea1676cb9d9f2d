import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '#foundation/errors.ts';
import type { CameraPlan } from './analysis-plan.ts';
import type { CameraPipelineParts } from './camera-parts.ts';
import type { HealthMeter } from './health-meter.ts';
import type { Picture, VideoTap } from './ports.ts';

interface FollowerParts extends Pick<CameraPipelineParts, 'source' | 'detector' | 'share' | 'log'> {
  readonly meter: HealthMeter;
  readonly video: VideoTap;
  /** takes a picture, and releases it */
  readonly take: (picture: Picture) => Promise<void>;
}

/** Wait before a source that failed for good is tried anew: a file may be put in place meanwhile. */
const retryMs = 15_000;

/** Reads the pictures of one camera, one after the other, and tells the meter how its source fares. */
export class SourceFollower {
  readonly #parts: FollowerParts;
  /** the share of this camera did not allow the picture that is given up now */
  #withheld = false;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** Resolves once a file is at its end or the signal came; what fails is tried again until then. */
  async follow(plan: CameraPlan, signal: AbortSignal): Promise<void> {
    const { meter, log, take } = this.#parts;
    while (!signal.aborted) {
      try {
        for await (const picture of this.#open(plan, signal)) await take(picture);
        if (!signal.aborted) meter.set('stopped', 'the file is at its end');
        return;
      } catch (fault) {
        if (signal.aborted) return;
        meter.set('reconnecting', messageOf(fault));
        log.warn({ camera: plan.name, fault: messageOf(fault) }, 'Source cannot be read');
        await pause(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #open(plan: CameraPlan, signal: AbortSignal): AsyncIterable<Picture> {
    const { source, detector, meter, video } = this.#parts;
    return source.open(
      {
        url: plan.source.url,
        loop: plan.source.loop ?? false,
        pace: 'real-time',
        framesPerSecond: plan.framesPerSecond,
        inputWidth: detector.inputWidth,
        inputHeight: detector.inputHeight,
        masks: plan.masks,
        video,
        reconnect: true,
        // A stream that the law has ended says nothing any more.
        onNotice: (notice) => {
          if (!signal.aborted) meter.notice(notice);
        },
        isBusy: () => this.#isWithheld(),
        onSkip: () => this.#skipped(),
      },
      signal,
    );
  }

  #isWithheld(): boolean {
    this.#withheld = !this.#parts.share.takes();
    return this.#withheld;
  }

  /** Every picture given up counts; only one that got in the way of others shows that the machine is overloaded. */
  #skipped(): void {
    this.#parts.meter.dropped();
    if (!this.#withheld) this.#parts.share.lost();
    this.#withheld = false;
  }
}
