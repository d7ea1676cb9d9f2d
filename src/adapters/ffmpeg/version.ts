import { getFFmpegInfo } from 'node-av/lib';

/** FFmpeg's version as it tells it itself, for instance `8.1-Jellyfin`. */
export function ffmpegVersion(): string {
  return getFFmpegInfo().version;
}
