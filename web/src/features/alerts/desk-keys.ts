/** What one key does at the alert desk, in the order of the help. */
export const deskKeys = [
  ['next', 'j'],
  ['previous', 'k'],
  ['acknowledge', 'a'],
  ['confirm', 'c'],
  ['reject', 'r'],
  ['close', 'x'],
  ['undo', 'u'],
  ['assign', 'g'],
  ['comment', 'm'],
  ['merge', 'e'],
  ['link', 'l'],
  ['snooze', 's'],
  ['filter', '/'],
  ['map', 'p'],
  ['help', 'h'],
] as const;

/** Something a key does. */
export type DeskAction = (typeof deskKeys)[number][0];

const arrows: Readonly<Record<string, DeskAction>> = { ArrowDown: 'next', ArrowUp: 'previous' };

/** The key of an action, as it is written on a button. */
export const keyOf = (action: DeskAction): string =>
  (deskKeys.find(([name]) => name === action)?.[1] ?? '').toUpperCase();

/** What of a key press matters. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key press asks for. Shift is left out: on some keyboards `/` needs it. */
export function actionOf({ key, ctrlKey, metaKey, altKey }: KeyPress): DeskAction | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return arrows[key] ?? deskKeys.find(([, own]) => own === key.toLowerCase())?.[0];
}
