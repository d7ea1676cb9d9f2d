import type { SourceNotice } from './ports.ts';

/** Length of the window over which speed and delay are told. */
const windowMs = 5000;

/** How a camera's stream fares. */
export type StreamState = 'starting' | 'running' | 'reconnecting' | 'stalled' | 'stopped' | 'refused';

/** The figures of one camera at one moment, as CameraHealth describes them. */
export interface HealthFigures {
  readonly cameraId: number;
  readonly state: StreamState;
  readonly fault?: string;
  readonly width?: number;
  readonly height?: number;
  readonly framesIn: number;
  readonly framesAnalysed: number;
  readonly framesDropped: number;
  readonly framesPerSecond: number;
  readonly framesPerSecondWanted?: number;
  readonly framesPerSecondGranted?: number;
  readonly delayMs: number;
  readonly reconnections: number;
}

/** Keeps the figures of one camera's stream and analysis. */
export class HealthMeter {
  readonly #cameraId: number;
  #state: StreamState = 'starting';
  #fault: string | undefined;
  #width: number | undefined;
  #height: number | undefined;
  #framesIn = 0;
  #framesAnalysed = 0;
  #dropped = 0;
  #reconnections = 0;
  /** a file that starts again connects too: only a cut makes the next connection a reconnection */
  #isCut = false;
  /** end of each recent analysis and the delay of its picture, oldest first */
  #recent: { readonly atMs: number; readonly delayMs: number }[] = [];

  constructor(cameraId: number) {
    this.#cameraId = cameraId;
  }

  /** What the source tells besides its pictures. */
  notice(notice: SourceNotice): void {
    if (notice.kind === 'connected') {
      if (this.#isCut) this.#reconnections += 1;
      this.#isCut = false;
      this.#width = notice.width;
      this.#height = notice.height;
    } else if (notice.kind === 'disconnected') {
      this.#isCut = this.#framesIn > 0;
      this.set('reconnecting', notice.fault);
    } else if (notice.kind === 'stalled') {
      this.#isCut = true;
      this.set('stalled', `no picture for ${Math.round(notice.silentMs / 1000)} s`);
    } else {
      this.#fault = `${notice.packets} damaged packets skipped`;
    }
  }

  set(state: StreamState, fault?: string): void {
    this.#state = state;
    this.#fault = fault;
  }

  /** A picture arrived: the stream runs. */
  arrived(width: number, height: number): void {
    this.#framesIn += 1;
    this.#width = width;
    this.#height = height;
    if (this.#state !== 'running') this.set('running');
  }

  /** The source gave a picture up because the analysis lags. */
  dropped(): void {
    this.#framesIn += 1;
    this.#dropped += 1;
  }

  analysed(nowMs: number, delayMs: number): void {
    this.#framesAnalysed += 1;
    this.#recent.push({ atMs: nowMs, delayMs });
  }

  /** The figures now. */
  read(nowMs: number): HealthFigures {
    this.#recent = this.#recent.filter((entry) => entry.atMs > nowMs - windowMs);
    const delays = this.#recent.map((entry) => entry.delayMs).sort((a, b) => a - b);
    return {
      cameraId: this.#cameraId,
      state: this.#state,
      ...(this.#fault === undefined ? {} : { fault: this.#fault }),
      ...(this.#width === undefined ? {} : { width: this.#width }),
      ...(this.#height === undefined ? {} : { height: this.#height }),
      framesIn: this.#framesIn,
      framesAnalysed: this.#framesAnalysed,
      framesDropped: this.#dropped,
      framesPerSecond: this.#speed(nowMs),
      delayMs: Math.round(delays[delays.length >> 1] ?? 0),
      reconnections: this.#reconnections,
    };
  }

  #speed(nowMs: number): number {
    const first = this.#recent[0];
    if (!first || this.#recent.length < 2) return 0;
    const perSecond = ((this.#recent.length - 1) * 1000) / Math.max(1, nowMs - first.atMs);
    return Math.round(perSecond * 10) / 10;
  }
}
