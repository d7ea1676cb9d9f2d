import type { AVPixelFormat } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import type { PictureForm, VideoTap } from '#features/video-analysis/ports.ts';
import { VideoForm, type VideoFormParts } from './video-form.ts';

/** The masked pictures of one source as video, in each form that somebody watches, and only while somebody does. */
export class VideoOutput {
  readonly #tap: VideoTap | undefined;
  readonly #parts: VideoFormParts;
  readonly #forms = new Map<PictureForm, VideoForm>();

  constructor(tap: VideoTap | undefined, parts: VideoFormParts) {
    this.#tap = tap;
    this.#parts = parts;
  }

  /** True while somebody watches: then every picture is wanted, at the pace it was filmed. */
  get isWanted(): boolean {
    const wanted = this.#tap?.wanted() ?? [];
    for (const [form, video] of this.#forms) {
      if (wanted.includes(form)) continue;
      video.close();
      this.#forms.delete(form);
    }
    return wanted.length > 0;
  }

  /** Takes a masked picture, which stays the caller's; one that comes while the last is still encoded is left out. */
  take(frame: Frame, format: AVPixelFormat, timeMs: number): void {
    const tap = this.#tap;
    if (tap === undefined || !this.isWanted) return;
    for (const form of tap.wanted()) this.#formOf(form, tap).take(frame, format, timeMs);
  }

  /** Ends all videos. */
  close(): void {
    for (const video of this.#forms.values()) video.close();
    this.#forms.clear();
  }

  #formOf(form: PictureForm, tap: VideoTap): VideoForm {
    const known = this.#forms.get(form);
    if (known !== undefined) return known;
    const made = new VideoForm(form, tap, this.#parts);
    this.#forms.set(form, made);
    return made;
  }
}
