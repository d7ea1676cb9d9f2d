import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { actionOf, type DeskAction } from './desk-keys.ts';

/** What is done for a key; an action without a way is left to the browser. */
export type DeskActions = Partial<Readonly<Record<DeskAction, () => void>>>;

/** Whether single keys act, as WCAG 2.1.4 wants it to be a choice: kept on this device. */
export const useKeysChoice = () =>
  useLocalStorage<boolean>({ key: 'vigie-desk-keys', defaultValue: true, getInitialValueInEffect: false });

const typing =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';

/** Whether a key press is somebody else's: of a field, a dialog, a menu. */
function isElsewhere({ defaultPrevented, isComposing, target }: KeyboardEvent): boolean {
  return defaultPrevented || isComposing || (target instanceof Element && target.closest(typing) !== null);
}

/** Does what single keys ask for, except where somebody types or a dialog is open. */
export function useDeskKeys(actions: DeskActions, isOn: boolean): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!isOn) return;
    const act = (event: KeyboardEvent): void => {
      const action = isElsewhere(event) ? undefined : actionOf(event);
      const work = action && latest.current[action];
      if (work === undefined) return;
      event.preventDefault();
      work();
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [isOn]);
}
