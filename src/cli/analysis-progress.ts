import { SingleBar } from 'cli-progress';
import type { AnalysedPicture } from '#features/video-analysis/offline-pipeline.ts';
import type { SourceNotice } from '#features/video-analysis/ports.ts';

const lineEveryMs = 2000;
const redrawEveryMs = 200;

/** Shows how far the analysis of a file is: a bar on a terminal, a line now and then elsewhere. */
export class AnalysisProgress {
  readonly #stream: NodeJS.WriteStream;
  readonly #bar: SingleBar | undefined;
  readonly #startedMs = performance.now();
  #durationMs = 0;
  #nextMs = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    if (!stream.isTTY) return;
    this.#bar = new SingleBar({
      stream,
      format: '{bar} {percentage} %  {pictures} pictures  {speed}  {left}',
      barsize: 30,
      hideCursor: true,
      clearOnComplete: true,
      barCompleteChar: '█',
      barIncompleteChar: '░',
    });
  }

  /** The source says how long the file is. */
  notice(notice: SourceNotice): void {
    if (notice.kind !== 'connected') return;
    this.#durationMs = notice.durationMs ?? 0;
    this.#bar?.start(Math.max(1, this.#durationMs), 0, { pictures: 0, speed: '', left: '' });
  }

  picture({ number, offsetMs }: AnalysedPicture): void {
    const now = performance.now();
    if (now < this.#nextMs) return;
    this.#nextMs = now + (this.#bar ? redrawEveryMs : lineEveryMs);
    const facts = this.#facts(number, offsetMs, now - this.#startedMs);
    if (this.#bar) this.#bar.update(Math.min(offsetMs, this.#durationMs), facts);
    else this.#stream.write(`${facts.share}${number} pictures, ${facts.speed}${facts.comma}${facts.left}\n`);
  }

  stop(): void {
    this.#bar?.stop();
  }

  #facts(pictures: number, offsetMs: number, elapsedMs: number) {
    const speed = `${((pictures * 1000) / elapsedMs).toFixed(1)} pictures/s, ${(offsetMs / elapsedMs).toFixed(1)}× real time`;
    const isKnown = this.#durationMs > 0 && offsetMs > 0;
    if (!isKnown) return { pictures, speed, left: '', comma: '', share: '' };
    const leftSeconds = ((this.#durationMs - offsetMs) * elapsedMs) / offsetMs / 1000;
    const share = `${Math.floor((100 * offsetMs) / this.#durationMs)} %: `;
    return { pictures, speed, left: `${inWords(Math.max(0, leftSeconds))} left`, comma: ', ', share };
  }
}

/** A duration as people say it: `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function inWords(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}
