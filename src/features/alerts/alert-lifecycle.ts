/** Where an alert stands. */
export type State = 'new' | 'acknowledged' | 'confirmed' | 'rejected' | 'closed';
/** What a person found: something was there, or not. */
export type Verdict = 'confirmed' | 'rejected';

const steps: Readonly<Record<State, readonly State[]>> = {
  new: ['acknowledged', 'confirmed', 'rejected'],
  acknowledged: ['confirmed', 'rejected'],
  confirmed: ['closed'],
  rejected: ['closed'],
  closed: [],
};

/** Why alerts are rejected, in the order in which people read it; `other` wants words. */
export const reasonCodes = [
  'animal',
  'light',
  'weather',
  'nothing',
  'not-the-object',
  'allowed',
  'wrong-place',
  'wrong-time',
  'repeat',
  'other',
] as const;
/** Why an alert was rejected. */
export type ReasonCode = (typeof reasonCodes)[number];

/** The states an alert may go to from where it stands. */
export function nextStates(state: State): readonly State[] {
  return steps[state];
}

/** Whether the step wants a reason: a rejection teaches the rules. */
export function wantsReason(to: State): boolean {
  return to === 'rejected';
}

/** Whether nobody has said yet what an alert is. */
export function isOpen(state: State): boolean {
  return state === 'new' || state === 'acknowledged';
}

/** The verdict after a step: closing keeps what was found. */
export function verdictAfter(to: State, before: Verdict | null): Verdict | null {
  if (to === 'confirmed' || to === 'rejected') return to;
  return to === 'closed' ? before : null;
}

/** Minutes in which whoever decided may take a decision back. */
export const undoMinutes = 10;

/** The last step of an alert's life, as its history tells it. */
export interface LastStep {
  readonly kind: 'step' | 'undo';
  readonly from: State | null;
  readonly atMs: number;
  readonly byId: string | null;
}

/** Why a decision cannot be taken back; undefined when it can. */
export type UndoFault = 'nothing-decided' | 'undone-already' | 'somebody-else' | 'too-late';

/** Says whether the last step may be taken back: by whoever took it, once, and within minutes. */
export function undoFault(
  last: LastStep | undefined,
  asker: { readonly id: string; readonly atMs: number },
): UndoFault | undefined {
  if (last === undefined || (last.kind === 'step' && last.from === null)) return 'nothing-decided';
  if (last.kind === 'undo') return 'undone-already';
  if (last.byId !== asker.id) return 'somebody-else';
  return asker.atMs - last.atMs > undoMinutes * 60_000 ? 'too-late' : undefined;
}
