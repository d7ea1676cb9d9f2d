/** What a process is asked to measure, as JSON in its first argument. */
export interface ViewersRequest {
  readonly models: string;
  readonly clip: string;
  readonly cameras: number;
  readonly rounds: number;
  /** of each way of looking, in each round: as long as the clip, so that all see the same */
  readonly seconds: number;
}

/** One way of looking at one camera. */
export interface ViewersFigures {
  readonly name: string;
  readonly viewers: number;
  /** processor time of both processes, as a share of one core */
  readonly cores: number;
  /** the same, more than while nobody looks, against what one camera's analysis takes */
  readonly addedPerCamera: number;
  /** from the picture's time to its way out of the server, milliseconds: median and 95 % */
  readonly delayMs: { readonly p50: number | null; readonly p95: number | null };
  readonly kilobitsPerSecond: number;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** Writes what viewers cost. */
export function tellViewers(figures: readonly ViewersFigures[], json: boolean): void {
  if (json) {
    console.log(JSON.stringify(figures));
    return;
  }
  for (const { name, cores, addedPerCamera, delayMs, kilobitsPerSecond } of figures) {
    const delay = delayMs.p50 === null ? '' : `delay ${delayMs.p50} ms, 95 % ${delayMs.p95} ms`;
    const cost = `${percent(cores)} of a core, ${percent(addedPerCamera)} of a camera's analysis more`;
    console.log(
      `${name.padEnd(34)} ${cost.padEnd(58)} ${`${Math.round(kilobitsPerSecond)} kbit/s`.padEnd(14)} ${delay}`,
    );
  }
}
