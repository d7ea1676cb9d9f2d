import { useSyncExternalStore } from 'react';
import { canPlayVideo } from './video-player.ts';

const key = 'vigie-live-video';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const isWanted = (): boolean => localStorage.getItem(key) === 'yes' && canPlayVideo();

/** Whether live pictures are to move as video; kept on this device. */
export const useVideoWanted = (): boolean => useSyncExternalStore(subscribe, isWanted);

/** Chooses video, or the pictures of the analysis. */
export function chooseVideo(wanted: boolean): void {
  localStorage.setItem(key, wanted ? 'yes' : 'no');
  for (const listener of listeners) listener();
}
