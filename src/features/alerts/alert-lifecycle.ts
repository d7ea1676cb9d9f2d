/** Where an alert stands. */
export type State = 'new' | 'acknowledged' | 'confirmed' | 'rejected' | 'closed';

const steps: Readonly<Record<State, readonly State[]>> = {
  new: ['acknowledged', 'confirmed', 'rejected'],
  acknowledged: ['confirmed', 'rejected'],
  confirmed: ['closed'],
  rejected: ['closed'],
  closed: [],
};

/** The states an alert may go to from where it stands. */
export function nextStates(state: State): readonly State[] {
  return steps[state];
}

/** Whether the step wants a reason: a rejection teaches the rules. */
export function wantsReason(to: State): boolean {
  return to === 'rejected';
}
