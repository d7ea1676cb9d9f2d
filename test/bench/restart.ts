/** What the measurement of restarts is asked. */
export interface RestartRequest {
  readonly models: string;
  readonly clip: string;
  readonly cameras: number;
  /** times each fault is made */
  readonly rounds: number;
}

/** One fault and how long it took until the analysis was back, milliseconds. */
export interface RestartFigures {
  readonly fault: 'killed' | 'stopped';
  /** until the process had its model */
  readonly readyMs: number;
  /** until the first picture of any camera, and of the last one, was analysed */
  readonly firstPictureMs: number;
  readonly allCamerasMs: number;
}

const barMs = 5000;

/** Prints how long restarts took; returns whether each was within five seconds. */
export function tellRestarts(figures: readonly RestartFigures[], json: boolean): boolean {
  const isWithin = figures.every(({ firstPictureMs }) => firstPictureMs <= barMs);
  if (json) console.log(JSON.stringify({ restarts: figures, isWithin }));
  else {
    console.log('fault      ready    first picture    all cameras    bar: first picture ≤ 5.0 s');
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    for (const { fault, readyMs, firstPictureMs, allCamerasMs } of figures)
      console.log(
        fault.padEnd(10),
        seconds(readyMs).padEnd(8),
        seconds(firstPictureMs).padEnd(16),
        seconds(allCamerasMs),
      );
  }
  return isWithin;
}
