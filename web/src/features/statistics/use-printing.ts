import { useSyncExternalStore } from 'react';

const onPaper = (): MediaQueryList => globalThis.matchMedia('print');

function subscribe(changed: () => void): () => void {
  const media = onPaper();
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

/** Whether the page is being put on paper, where its colours and its width are others. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => onPaper().matches);
