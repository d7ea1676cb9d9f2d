/** What is drawn now, what was before, and what was taken back. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** what the last step was about: further steps of the same one are undone together */
  readonly tag?: string;
}

const mostSteps = 200;

/** A history that begins. */
export const begin = <State>(present: State): History<State> => ({ past: [], present, future: [] });

/** A step; with the tag of the step before, both are one, as the many moves of one drag. */
export function record<State>(history: History<State>, next: State, tag?: string): History<State> {
  const { past, present, tag: last } = history;
  const named = tag === undefined ? {} : { tag };
  if (tag !== undefined && tag === last) return { past, present: next, future: [], ...named };
  return { past: [...past, present].slice(-mostSteps), present: next, future: [], ...named };
}

/** Ends what belongs together: the next step stands by itself. */
export const settle = <State>({ past, present, future }: History<State>): History<State> => ({
  past,
  present,
  future,
});

/** The state before the last step; the same where there is none. */
export function undo<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  const before = past.at(-1);
  return before === undefined
    ? history
    : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** The state that was taken back last; the same where there is none. */
export function redo<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  const [after, ...rest] = future;
  return after === undefined ? history : { past: [...past, present], present: after, future: rest };
}

/** The same steps, each state brought up to date. */
export const mapHistory = <State>(
  { past, present, future, ...rest }: History<State>,
  change: (state: State) => State,
): History<State> => ({
  past: past.map(change),
  present: change(present),
  future: future.map(change),
  ...rest,
});
