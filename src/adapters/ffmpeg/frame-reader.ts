import { setImmediate } from 'node:timers/promises';
import { AV_NOPTS_VALUE, AVERROR_EAGAIN, AVERROR_EOF, AVERROR_INVALIDDATA } from 'node-av/constants';
import { Frame, Packet } from 'node-av/lib';
import { describeFault } from './faults.ts';
import type { Media, MediaLocation } from './media.ts';
import { isLarge } from './picture-maker.ts';

/** A decoded frame, owned by who receives it. */
export interface DecodedFrame {
  readonly frame: Frame;
  /** the stream's own time, milliseconds; undefined when it tells none */
  readonly stampMs: number | undefined;
}

const breathMs = 8;
/** So many faults in a row mean that the stream is not merely scratched. */
const hopelessFaults = 300;

/** Reads the frames of an open stream one after the other, past corrupt packets, which it counts. */
export class FrameReader {
  readonly #media: Media;
  readonly #location: MediaLocation;
  readonly #packet = new Packet();
  readonly #msPerUnit: number;
  #frame = new Frame();
  #draining = false;
  #faultsInARow = 0;
  #breathedMs = 0;
  /** packets that could not be read or decoded so far */
  corrupt = 0;
  /** frames decoded so far */
  decoded = 0;
  #firstStampMs: number | undefined;
  #lastStampMs = 0;

  constructor(media: Media, location: MediaLocation) {
    this.#media = media;
    this.#location = location;
    this.#packet.alloc();
    this.#frame.alloc();
    const { num, den } = media.stream.timeBase;
    this.#msPerUnit = num > 0 && den > 0 ? (num / den) * 1000 : Number.NaN;
  }

  /** From the first frame to the last, milliseconds; undefined when the stream tells no time. */
  get reachedMs(): number | undefined {
    return this.#firstStampMs === undefined ? undefined : this.#lastStampMs - this.#firstStampMs;
  }

  /** The next frame, or undefined at the end of the stream. */
  async next(): Promise<DecodedFrame | undefined> {
    for (;;) {
      const received = this.#media.decoder.receiveFrameSync(this.#frame);
      if (received >= 0) {
        return this.#handOver();
      }
      if (received === AVERROR_EOF) {
        return undefined;
      }
      if (received !== AVERROR_EAGAIN) {
        this.#countFault(received);
      }
      await this.#feed();
    }
  }

  /** Frees what is held; the media are closed apart. */
  close(): void {
    this.#packet.free();
    this.#frame.free();
  }

  #handOver(): DecodedFrame {
    const frame = this.#frame;
    this.#frame = new Frame();
    this.#frame.alloc();
    this.decoded += 1;
    this.#faultsInARow = 0;
    const stamp = frame.bestEffortTimestamp;
    const told = stamp !== AV_NOPTS_VALUE && this.#media.clocking !== 'arrival';
    const stampMs = Number(stamp) * this.#msPerUnit;
    return { frame, stampMs: told && Number.isFinite(stampMs) ? this.#noteStamp(stampMs) : undefined };
  }

  #noteStamp(stampMs: number): number {
    this.#firstStampMs ??= stampMs;
    this.#lastStampMs = Math.max(this.#lastStampMs, stampMs);
    return stampMs;
  }

  /** Gives the decoder one more packet of the video stream, or tells it that there are no more. */
  async #feed(): Promise<void> {
    if (this.#draining) {
      this.#countFault(AVERROR_INVALIDDATA);
      return;
    }
    const read = await this.#readPacket();
    if (read < 0) {
      this.#endOrCount(read);
      return;
    }
    if (this.#packet.streamIndex === this.#media.streamIndex) {
      const sent = await this.#sendPacket();
      if (sent < 0 && sent !== AVERROR_EAGAIN) {
        this.#countFault(sent);
      }
    }
    this.#packet.unref();
  }

  #endOrCount(code: number): void {
    if (code === AVERROR_EOF) {
      this.#draining = true;
      this.#media.decoder.sendPacketSync(null);
    } else if (this.#location.live && code !== AVERROR_INVALIDDATA) {
      throw describeFault(code, this.#location.address);
    } else if (code !== AVERROR_EAGAIN) {
      this.#countFault(code);
    }
  }

  #countFault(code: number): void {
    this.corrupt += 1;
    this.#faultsInARow += 1;
    if (this.#faultsInARow >= hopelessFaults) {
      throw describeFault(code, this.#location.address);
    }
  }

  async #readPacket(): Promise<number> {
    if (this.#location.live) {
      return await this.#media.format.readFrame(this.#packet);
    }
    await this.#breathe();
    return this.#media.format.readFrameSync(this.#packet);
  }

  // Small pictures decode in about a millisecond: less than the way to another thread and back is worth.
  async #sendPacket(): Promise<number> {
    const { decoder } = this.#media;
    return isLarge(this.#media)
      ? await decoder.sendPacket(this.#packet)
      : decoder.sendPacketSync(this.#packet);
  }

  /** Reading a file never waits: let the others run now and then. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#breathedMs > breathMs) {
      await setImmediate();
      this.#breathedMs = performance.now();
    }
  }
}
