/** The editor keeps its own draft, which outlives the page: it goes through the sign-in as it always did. */
const keepsDraft = /\/editor$/;
const listeners = new Set<() => void>();
let isOver = false;

function tell(next: boolean): void {
  isOver = next;
  for (const listener of listeners) listener();
}

/** Whether the session ended under a page that stays open, so that nothing typed there is lost. */
export const sessionEnd = {
  isOver: (): boolean => isOver,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Keeps the page open; false where it can go, since its work is kept elsewhere. */
  hold(): boolean {
    if (keepsDraft.test(location.pathname)) return false;
    tell(true);
    return true;
  },
  release: (): void => tell(false),
};

// Registered before any dialog is open: what is under the sign-in is not closed by a key meant for it.
globalThis.addEventListener?.(
  'keydown',
  (event) => {
    if (!isOver || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);
