import type { FrameSource, Picture, SourceRequest } from '#features/video-analysis/ports.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Log } from '#foundation/log.ts';
import type { StopSignal } from '#foundation/stop-signal.ts';
import { resolveHost } from './address-guard.ts';
import { BackOff } from './back-off.ts';
import { GuardProxy } from './guard-proxy.ts';
import { softwareEncoders } from './h264-encoder.ts';
import { Handoff } from './handoff.ts';
import { type HardwareChoice, HardwareDevices } from './hardware.ts';
import { locateMedia } from './locate.ts';
import type { DecodingChoice } from './media.ts';
import { probeMedia, type SourceFacts } from './probe.ts';
import { type RunSurroundings, SourceRun } from './source-run.ts';

/** What the source of pictures is made with. */
export interface FrameSourceOptions {
  readonly log: Log;
  /** where files named by cameras lie; without it files are refused */
  readonly filesDirectory?: string;
  /** the command line may read any file: relative names start at `filesDirectory` or where it was called */
  readonly anyFile?: boolean;
  /** true when an IP address lies in `network.cameras`; without it no stream is opened */
  readonly allowAddress?: (address: string) => boolean;
  readonly resolveHost?: (host: string) => Promise<readonly string[]>;
  /** `auto` uses what there is and falls back to software; default `auto` */
  readonly hardware?: HardwareChoice;
  /** threads of each decoder; default 1, so that cameras share the machine */
  readonly threads?: number;
  /** a live stream silent for so long is given up and connected anew; default 10 s */
  readonly stallMs?: number;
  /** what makes H.264 for viewers, by FFmpeg's names, tried in this order; default those of the processor */
  readonly videoEncoders?: readonly string[];
  readonly clock?: Clock;
  /** milliseconds that never jump; default the process's own */
  readonly uptime?: Clock;
  /** numbers 0…1 that scatter the waits between connections */
  readonly random?: () => number;
}

/** A source of pictures that can be stopped as a whole. */
export interface FfmpegFrameSource extends FrameSource {
  /** What a file or stream holds: for progress bars and checks. */
  probe(url: string): Promise<SourceFacts>;
  /** Ends what serves all streams; open iterations are ended by their own signals. */
  stop(): Promise<void>;
}

const usualStallMs = 10_000;
/** Pictures decoded ahead of the consumer. */
const room = 2;

/** Reads files, RTSP cameras, MJPEG and HLS streams with FFmpeg. */
export function createFrameSource(options: FrameSourceOptions): FfmpegFrameSource {
  const guard = {
    allowAddress: options.allowAddress ?? (() => false),
    resolveHost: options.resolveHost ?? resolveHost,
  };
  const stallMs = options.stallMs ?? usualStallMs;
  const means = {
    files: { directory: options.filesDirectory, anyFile: options.anyFile ?? false },
    guard,
    proxy: new GuardProxy(guard),
    timeoutMs: stallMs,
  };
  const decoding = decodingChoice(options);
  const surroundings = (): RunSurroundings => ({
    log: options.log,
    clock: options.clock ?? Date.now,
    uptime: options.uptime ?? (() => performance.now()),
    backOff: new BackOff(options.random ?? Math.random),
    locate: (url, signal) => locateMedia(url, means, signal),
    decoding,
    stallMs,
    video: { encoders: options.videoEncoders ?? softwareEncoders, log: options.log },
  });
  return {
    open: (request, signal) => pictures(surroundings(), request, signal),
    probe: async (url) => {
      const location = await locateMedia(url, means, new AbortController().signal);
      return await probeMedia(location, decoding(true), stallMs);
    },
    stop: () => means.proxy.stop(),
  };
}

function decodingChoice(options: FrameSourceOptions): (software: boolean) => DecodingChoice {
  const devices = new HardwareDevices();
  const clock = options.clock ?? Date.now;
  return (software) => ({
    threads: options.threads ?? 1,
    hardware: (codec) => (software ? undefined : devices.find(codec, options.hardware ?? 'auto')),
    clock,
  });
}

async function* pictures(
  here: RunSurroundings,
  request: SourceRequest,
  signal: StopSignal,
): AsyncGenerator<Picture, void, undefined> {
  const ended = new AbortController();
  const stop = () => ended.abort();
  signal.addEventListener('abort', stop);
  if (signal.aborted) {
    stop();
  }
  const policy = request.pace === 'as-fast-as-possible' ? 'wait' : 'drop-oldest';
  const handoff = new Handoff<Picture>(policy, room, (picture) => {
    picture.release();
    if (policy === 'drop-oldest' && !ended.signal.aborted) {
      request.onSkip?.();
    }
  });
  // A producer that waits for room must not outlive its consumer.
  ended.signal.addEventListener('abort', () => handoff.clear());
  const production = new SourceRun(here, request, handoff, ended.signal).run().then(
    () => handoff.end(),
    (fault: unknown) => handoff.end(fault),
  );
  try {
    for (let next = await handoff.take(); next !== undefined; next = await handoff.take()) {
      yield next;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    ended.abort();
    handoff.clear();
    await production;
  }
}
