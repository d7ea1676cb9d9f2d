import type { LiveHead, VideoHead } from '#features/video-analysis/live-schema.ts';
import { createLiveParser, type LiveMessage } from './live-parser.ts';

/** How the live stream fares, for a person. */
export type LiveState = 'connecting' | 'open' | 'lost' | 'refused' | 'unmotivated';

/** The whole picture, or one so coarse that nobody can be told on it. */
export type LiveForm = 'full' | 'coarse';

interface Watcher {
  readonly cameraId: number;
  readonly form: LiveForm;
  /** video in the place of pictures; boxes come beside it */
  readonly video: boolean;
  onPicture(head: LiveHead, jpeg: Uint8Array<ArrayBuffer>): void;
  onVideo(head: VideoHead, bytes: Uint8Array<ArrayBuffer>): void;
  onState(state: LiveState): void;
}

const firstRetryMs = 1000;
const longestRetryMs = 15_000;
/** Pictures mounted together end up in one request. */
const gatherMs = 60;
/** A glance at another tab costs no new connection. */
const hiddenMs = 2000;

const watchers = new Set<Watcher>();
/** Why who is signed in looks: asked once, and forgotten when they leave. */
let motive: string | undefined;
const motiveListeners = new Set<() => void>();

/** One connection for all cameras of a form on the page, opened anew when the set of cameras changes, and after a loss. */
class LiveConnection {
  readonly #form: LiveForm;
  #state: LiveState = 'connecting';
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = firstRetryMs;
  #openFor = '';

  constructor(form: LiveForm) {
    this.#form = form;
  }

  get state(): LiveState {
    return this.#state;
  }

  schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const wish = document.hidden ? '' : this.#wish();
      if (wish === this.#openFor && this.#abort !== undefined) return;
      this.close();
      this.#openFor = wish;
      if (wish !== '') void this.#follow(wish);
    }, delayMs);
  }

  close(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#openFor = '';
  }

  /** Tries again at once. */
  restart(): void {
    this.close();
    this.#tell('connecting');
    this.schedule(0);
  }

  /** The cameras watched, and those of them whose video is wanted. */
  #wish(): string {
    const own = [...watchers].filter(({ form }) => form === this.#form);
    const ids = (some: readonly Watcher[]): string =>
      [...new Set(some.map(({ cameraId }) => cameraId))].sort((a, b) => a - b).join(',');
    const cameras = ids(own);
    if (cameras === '') return '';
    const still = new Set(own.filter(({ video }) => !video).map(({ cameraId }) => cameraId));
    const video = ids(own.filter(({ cameraId }) => !still.has(cameraId)));
    return new URLSearchParams({ cameras, ...(video === '' ? {} : { video }) }).toString();
  }

  async #follow(wish: string): Promise<void> {
    const own = new AbortController();
    this.#abort = own;
    const outcome = await this.#read(wish, own.signal).catch(() => 'lost' as const);
    if (own.signal.aborted) return;
    this.#abort = undefined;
    this.#tell(outcome);
    if (outcome === 'refused' || outcome === 'unmotivated') return;
    this.schedule(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
  }

  async #read(wish: string, signal: AbortSignal): Promise<'lost' | 'refused' | 'unmotivated'> {
    const address = this.#address(wish);
    if (address === undefined) return 'unmotivated';
    const response = await fetch(address, { credentials: 'same-origin', signal });
    if (response.status === 422) return 'unmotivated';
    if (response.status === 401 || response.status === 403) return 'refused';
    if (!response.ok || response.body === null) return 'lost';
    this.#tell('open');
    const parser = createLiveParser();
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'lost';
      for (const message of parser.push(value)) this.#deliver(message);
    }
  }

  #address(wish: string): string | undefined {
    if (this.#form === 'coarse') return `/api/v1/live/coarse?${wish}`;
    return motive === undefined ? undefined : `/api/v1/live?${wish}&${new URLSearchParams({ motive })}`;
  }

  #tell(next: LiveState): void {
    this.#state = next;
    for (const watcher of watchers) if (watcher.form === this.#form) watcher.onState(next);
  }

  #deliver({ head, bytes }: LiveMessage): void {
    this.#retryMs = firstRetryMs;
    for (const watcher of watchers) {
      if (watcher.cameraId !== head.cameraId || watcher.form !== this.#form) continue;
      if ('video' in head) watcher.onVideo(head, bytes);
      else watcher.onPicture(head, bytes);
    }
  }
}

const connections: Readonly<Record<LiveForm, LiveConnection>> = {
  full: new LiveConnection('full'),
  coarse: new LiveConnection('coarse'),
};

// Nobody sees a page in the background: its pictures cost the server nothing.
document.addEventListener('visibilitychange', () => {
  for (const connection of Object.values(connections)) connection.schedule(document.hidden ? hiddenMs : 0);
});

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
  for (const listener of motiveListeners) listener();
}

/** Says why pictures are looked at: a code of the list, or words. The log keeps it with the view. */
export function giveMotive(words: string): void {
  setMotive(words);
  connections.full.restart();
}

/** The next who signs in says their own motive. */
export function forgetMotive(): void {
  setMotive(undefined);
  for (const connection of Object.values(connections)) connection.close();
}

/**
 * Watches a camera. All cameras on the page share one connection a form, opened anew after a loss, ever more slowly up
 * to 15 s, and closed while the page is in the background. Returns the function that ends the watching.
 */
export function watchCamera(watcher: Watcher): () => void {
  const connection = connections[watcher.form];
  watchers.add(watcher);
  watcher.onState(connection.state);
  connection.schedule(gatherMs);
  return () => {
    watchers.delete(watcher);
    connection.schedule(gatherMs);
  };
}
