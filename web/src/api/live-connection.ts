import { createLiveParser, type LivePictureMessage } from './live-parser.ts';

/** How the live stream fares, for a person. */
export type LiveState = 'connecting' | 'open' | 'lost' | 'refused' | 'unmotivated';

interface Watcher {
  readonly cameraId: number;
  onPicture(message: LivePictureMessage): void;
  onState(state: LiveState): void;
}

const firstRetryMs = 1000;
const longestRetryMs = 15_000;
/** Pictures mounted together end up in one request. */
const gatherMs = 60;

const watchers = new Set<Watcher>();
let state: LiveState = 'connecting';
let abort: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let retryMs = firstRetryMs;
let openFor = '';
/** Why who is signed in looks: asked once, and forgotten when they leave. */
let motive: string | undefined;
const motiveListeners = new Set<() => void>();

/** Whether who looks has said why. */
export const hasMotive = (): boolean => motive !== undefined;

/** Calls back when a motive is given or forgotten; returns the function that ends it. */
export function onMotive(listener: () => void): () => void {
  motiveListeners.add(listener);
  return () => {
    motiveListeners.delete(listener);
  };
}

function setMotive(words: string | undefined): void {
  motive = words;
  openFor = '';
  for (const listener of motiveListeners) listener();
}

/** Says why pictures are looked at: a code of the list, or words. The log keeps it with the view. */
export function giveMotive(words: string): void {
  setMotive(words);
  tell('connecting');
  schedule(0);
}

/** The next who signs in says their own motive. */
export function forgetMotive(): void {
  setMotive(undefined);
  abort?.abort();
  abort = undefined;
}

/**
 * Watches a camera. All cameras on the page share one connection, opened anew when the set of cameras changes
 * and after a loss, ever more slowly up to 15 s. Returns the function that ends the watching.
 */
export function watchCamera(watcher: Watcher): () => void {
  watchers.add(watcher);
  watcher.onState(state);
  schedule(gatherMs);
  return () => {
    watchers.delete(watcher);
    schedule(gatherMs);
  };
}

function camerasWatched(): string {
  return [...new Set([...watchers].map((watcher) => watcher.cameraId))].sort((a, b) => a - b).join(',');
}

function schedule(delayMs: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const cameras = camerasWatched();
    if (cameras === openFor && abort !== undefined) return;
    abort?.abort();
    abort = undefined;
    openFor = cameras;
    if (cameras !== '') void follow(cameras);
  }, delayMs);
}

function tell(next: LiveState): void {
  state = next;
  for (const watcher of watchers) watcher.onState(next);
}

async function follow(cameras: string): Promise<void> {
  const own = new AbortController();
  abort = own;
  const outcome = await readPictures(cameras, own.signal).catch(() => 'lost' as const);
  if (own.signal.aborted) return;
  abort = undefined;
  tell(outcome);
  if (outcome === 'refused' || outcome === 'unmotivated') return;
  schedule(retryMs);
  retryMs = Math.min(retryMs * 2, longestRetryMs);
}

async function readPictures(
  cameras: string,
  signal: AbortSignal,
): Promise<'lost' | 'refused' | 'unmotivated'> {
  if (motive === undefined) return 'unmotivated';
  const query = new URLSearchParams({ cameras, motive });
  const response = await fetch(`/api/v1/live?${query}`, { credentials: 'same-origin', signal });
  if (response.status === 422) return 'unmotivated';
  if (response.status === 401 || response.status === 403) return 'refused';
  if (!response.ok || response.body === null) return 'lost';
  tell('open');
  const parser = createLiveParser();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return 'lost';
    for (const message of parser.push(value)) deliver(message);
  }
}

function deliver(message: LivePictureMessage): void {
  retryMs = firstRetryMs;
  for (const watcher of watchers) {
    if (watcher.cameraId === message.head.cameraId) watcher.onPicture(message);
  }
}
