import type { Picture, SourceRequest } from '#features/video-analysis/ports.ts';
import type { Clock } from '#foundation/clock.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import type { BackOff } from './back-off.ts';
import { CorruptionReport } from './corruption-report.ts';
import { redirected, sourceFault } from './faults.ts';
import { FrameReader } from './frame-reader.ts';
import type { Handoff } from './handoff.ts';
import { type Door, waitAtDoor } from './knock.ts';
import { type DecodingChoice, type Media, type MediaLocation, openMedia } from './media.ts';
import { PictureStream } from './picture-stream.ts';
import { StreamWatch } from './stream-watch.ts';
import type { VideoFormParts } from './video-form.ts';

/** What a run of a source needs from the adapter. */
export interface RunSurroundings {
  readonly log: Log;
  readonly clock: Clock;
  /** milliseconds that never jump, whatever becomes of the system's clock */
  readonly uptime: Clock;
  readonly backOff: BackOff;
  /** finds the file, or checks the host, before every connection */
  readonly locate: (url: string, signal: AbortSignal) => Promise<MediaLocation>;
  readonly decoding: (software: boolean) => DecodingChoice;
  /** a live stream without a picture for so long is given up */
  readonly stallMs: number;
  /** what makes video for viewers */
  readonly video: VideoFormParts;
}

/** One source from its first connection to its end: reconnects and loops. */
export class SourceRun {
  readonly #here: RunSurroundings;
  readonly #request: SourceRequest;
  readonly #signal: AbortSignal;
  readonly #stream: PictureStream;
  #softwareOnly = false;
  #again = false;
  #toldIncomplete = false;
  #firstPictureMs: number | undefined;
  #door: Door | undefined;

  constructor(here: RunSurroundings, request: SourceRequest, handoff: Handoff<Picture>, signal: AbortSignal) {
    this.#here = here;
    this.#request = request;
    this.#signal = signal;
    this.#stream = new PictureStream(request, here, handoff, signal);
  }

  /** Resolves at the end of the source or after an abort; throws the first fault unless it reconnects. */
  async run(): Promise<void> {
    try {
      let more = true;
      while (more && !this.#signal.aborted) {
        more = await this.#attempt();
      }
    } finally {
      this.#stream.close();
    }
  }

  /** One connection; true when there is to be another. */
  async #attempt(): Promise<boolean> {
    this.#firstPictureMs = undefined;
    try {
      const live = await this.#connect();
      if (live && this.#request.reconnect && !this.#signal.aborted) {
        throw sourceFault(
          'unavailable',
          'the camera ended the stream',
          'nothing: Vigie connects again by itself',
          'cut',
        );
      }
      this.#again = true;
      return !live && this.#request.loop;
    } catch (fault) {
      if (this.#signal.aborted) {
        return false;
      }
      if (!this.#request.reconnect) {
        throw fault;
      }
      await this.#waitAfter(fault);
      return true;
    }
  }

  async #waitAfter(fault: unknown): Promise<void> {
    const deliveredMs = this.#firstPictureMs === undefined ? 0 : this.#here.uptime() - this.#firstPictureMs;
    const retryMs = this.#here.backOff.next(deliveredMs);
    this.#again = false;
    this.#request.onNotice({ kind: 'disconnected', fault: this.#plainWords(fault), retryMs });
    if (await waitAtDoor(this.#door, retryMs, this.#signal)) {
      this.#here.backOff.reset();
    }
  }

  #plainWords(fault: unknown): string {
    if (fault instanceof VigieError) {
      return fault.message;
    }
    this.#here.log.warn({ fault: fault instanceof Error ? fault.stack : String(fault) }, 'a source failed');
    return 'the pictures cannot be read';
  }

  /** Opens, reads to the end, closes. Returns whether the source was live. */
  async #connect(): Promise<boolean> {
    const location = await this.#here.locate(this.#request.url, this.#signal);
    this.#door = location.door;
    const watch = new StreamWatch(
      this.#signal,
      location.live ? this.#here.stallMs : Number.POSITIVE_INFINITY,
    );
    let media: Media | undefined;
    try {
      media = await openMedia(location, this.#here.decoding(this.#softwareOnly), watch.signal);
      this.#announce(media);
      this.#stream.begin(media, location.live, this.#again);
      await this.#read(media, location, watch);
      return location.live;
    } catch (fault) {
      if (location.wasRedirected?.() === true) {
        throw redirected(location.address);
      }
      throw watch.stalledMs === undefined ? fault : this.#stallFault(location, watch.stalledMs);
    } finally {
      watch.stop();
      await media?.close();
      location.release?.();
    }
  }

  async #read(media: Media, location: MediaLocation, watch: StreamWatch): Promise<void> {
    const reader = new FrameReader(media, location);
    const report = new CorruptionReport(this.#here.uptime, this.#request.onNotice);
    const interrupt = () => media.format.interrupt();
    watch.signal.addEventListener('abort', interrupt);
    try {
      let decoded = await reader.next();
      while (decoded !== undefined && !this.#signal.aborted) {
        watch.seen();
        this.#firstPictureMs ??= this.#here.uptime();
        report.update(reader.corrupt);
        await this.#stream.deliver(decoded);
        decoded = await reader.next();
      }
      decoded?.frame.free();
      this.#checkComplete(reader, media, location);
    } catch (fault) {
      this.#leaveHardware(media, reader);
      throw fault;
    } finally {
      watch.signal.removeEventListener('abort', interrupt);
      report.finish(reader.corrupt);
      reader.close();
    }
  }

  /** A file that promised more than it held was cut short: said once, after its pictures. */
  #checkComplete(reader: FrameReader, media: Media, location: MediaLocation): void {
    if (this.#signal.aborted || location.live) {
      return;
    }
    const { label } = location.address;
    if (reader.decoded === 0) {
      throw sourceFault(
        'invalid',
        `${label}: no picture could be decoded`,
        'check that the file plays elsewhere',
        'not-video',
      );
    }
    if (this.#toldIncomplete || isWhole(reader, media)) {
      return;
    }
    this.#toldIncomplete = true;
    const message = `${label}: the file is cut short: ${reader.decoded} of its ${media.frames ?? 'many'} pictures could be read`;
    if (!this.#request.loop && !this.#request.reconnect) {
      throw sourceFault('invalid', message, 'copy the file again; what was read before is right');
    }
    this.#here.log.warn({ file: label }, message);
  }

  #leaveHardware(media: Media, reader: FrameReader): void {
    if (media.hardware !== null && reader.decoded === 0 && !this.#softwareOnly) {
      this.#softwareOnly = true;
      this.#here.log.warn(
        { hardware: media.hardware },
        'hardware decoding failed; this source is decoded in software',
      );
    }
  }

  #stallFault(location: MediaLocation, silentMs: number): VigieError {
    if (this.#firstPictureMs !== undefined) {
      this.#request.onNotice({ kind: 'stalled', silentMs });
    }
    return sourceFault(
      'unavailable',
      `${location.address.label}: no picture came for ${Math.max(1, Math.round(silentMs / 1000))} s`,
      'check that the camera is on and that the network leads to it',
      'too-slow',
    );
  }

  #announce(media: Media): void {
    this.#request.onNotice({
      kind: 'connected',
      width: media.width,
      height: media.height,
      framesPerSecond: media.framesPerSecond,
      codec: media.codec,
      hardware: media.hardware,
      ...(media.durationMs === undefined ? {} : { durationMs: media.durationMs }),
      ...(media.frames === undefined ? {} : { frames: media.frames }),
    });
  }
}

/** True unless the pictures end well before the container says they do. */
function isWhole(reader: FrameReader, media: Media): boolean {
  const { reachedMs } = reader;
  return media.videoMs === undefined || reachedMs === undefined || reachedMs > media.videoMs * 0.95 - 1000;
}
