import type { FromAnalysis } from './messages-schema.ts';

type Send = (message: FromAnalysis, onSent?: () => void) => void;
type LiveMessage = Extract<FromAnalysis, { kind: 'live' }>;
type VideoMessage = Extract<FromAnalysis, { kind: 'video' }>;

/** Pictures on their way to `main` for one camera and form: a slow receiver gets fewer, never older ones. */
const mostPictures = 2;
/** Pieces of video on their way: more of them are dropped, up to the next that needs none before it. */
const mostPieces = 25;

/** Sends what viewers get, as far as `main` takes it: what waits never grows. */
export class LiveDispatch {
  readonly #send: Send;
  readonly #inFlight = new Map<string, number>();
  /** videos of which a piece was dropped */
  readonly #broken = new Set<string>();

  constructor(send: Send) {
    this.#send = send;
  }

  picture(message: LiveMessage): void {
    this.#pass(`${message.head.cameraId}:${message.form}`, mostPictures, message);
  }

  video(message: VideoMessage): void {
    const { cameraId, form, piece } = message;
    const name = `${cameraId}:${form} video`;
    if (piece.kind === 'delta' && this.#broken.has(name)) return;
    if (this.#pass(name, mostPieces, message)) this.#broken.delete(name);
    else this.#broken.add(name);
  }

  #pass(name: string, most: number, message: FromAnalysis): boolean {
    const before = this.#inFlight.get(name) ?? 0;
    if (before >= most) return false;
    this.#inFlight.set(name, before + 1);
    this.#send(message, () => {
      const left = (this.#inFlight.get(name) ?? 1) - 1;
      if (left > 0) this.#inFlight.set(name, left);
      else this.#inFlight.delete(name);
    });
    return true;
  }
}
