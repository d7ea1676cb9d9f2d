/** A stretch of time, in seconds of the clip. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** How long a run lasts. */
export const lengthOf = ({ from, to }: Run): number => to - from;

/** Runs of frames that pass a test; a gap of at most so many seconds does not end one. */
export function runsOf<T extends { readonly second: number }>(
  frames: readonly T[],
  test: (frame: T) => boolean,
  gap: number,
): Run[] {
  const runs: Run[] = [];
  for (const frame of frames) {
    if (!test(frame)) continue;
    const last = runs.at(-1);
    if (last && frame.second - last.to <= gap) runs[runs.length - 1] = { ...last, to: frame.second };
    else runs.push({ from: frame.second, to: frame.second });
  }
  return runs;
}

/** The part of the frames that lies in a run. */
export const within = <T extends { readonly second: number }>(frames: readonly T[], { from, to }: Run): T[] =>
  frames.filter(({ second }) => second >= from && second <= to);
