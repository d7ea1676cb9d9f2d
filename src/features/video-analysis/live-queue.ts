import type { LiveHead, VideoHead } from './ports.ts';

/** Bytes of one camera's video that wait for a receiver; beyond that it waits for the next key. */
const mostVideoBytes = 400_000;

interface Waiting {
  readonly pieces: Uint8Array[];
  bytes: number;
}

/**
 * What waits for a receiver that lags: of pictures the newest of each camera, of video a little, and then nothing up to
 * the next picture that needs none before it.
 */
export class LiveQueue {
  readonly #write: (chunk: Uint8Array) => boolean;
  readonly #pictures = new Map<number, Uint8Array>();
  readonly #videos = new Map<number, Waiting>();
  /** cameras whose video goes on only with a key; all of them at first */
  readonly #whole = new Set<number>();
  #isOpen = true;

  /** `write` is false when the receiver lags: nothing is written before `pull` then. */
  constructor(write: (chunk: Uint8Array) => boolean) {
    this.#write = write;
  }

  /** Passes on, or keeps for later, or leaves out. */
  put(head: LiveHead | VideoHead, chunk: Uint8Array): void {
    if ('video' in head && head.video !== 'none') this.#putVideo(head, chunk);
    else if (this.#isOpen) this.#isOpen = this.#write(chunk);
    else this.#pictures.set(head.cameraId, chunk);
  }

  /** The receiver takes more. */
  pull(): void {
    this.#isOpen = true;
    for (const [cameraId, video] of this.#videos) {
      while (video.pieces.length > 0) {
        if (!this.#isOpen) return;
        const piece = video.pieces.shift() ?? new Uint8Array(0);
        video.bytes -= piece.length;
        this.#isOpen = this.#write(piece);
      }
      this.#videos.delete(cameraId);
    }
    for (const [cameraId, picture] of this.#pictures) {
      if (!this.#isOpen) return;
      this.#pictures.delete(cameraId);
      this.#isOpen = this.#write(picture);
    }
  }

  #putVideo({ cameraId, video }: VideoHead, chunk: Uint8Array): void {
    if (video === 'key') this.#whole.add(cameraId);
    else if (!this.#whole.has(cameraId)) return;
    const waiting = this.#videos.get(cameraId);
    if (this.#isOpen && waiting === undefined) {
      this.#isOpen = this.#write(chunk);
    } else if ((waiting?.bytes ?? 0) + chunk.length <= mostVideoBytes) {
      const { pieces, bytes } = waiting ?? { pieces: [], bytes: 0 };
      pieces.push(chunk);
      this.#videos.set(cameraId, { pieces, bytes: bytes + chunk.length });
    } else if (video === 'key') {
      this.#videos.set(cameraId, { pieces: [chunk], bytes: chunk.length });
    } else {
      this.#videos.delete(cameraId);
      this.#whole.delete(cameraId);
    }
  }
}
