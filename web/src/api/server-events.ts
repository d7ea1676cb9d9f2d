import type { Alert } from '#features/alerts/alert-schema.ts';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';

/** Whether news arrive by themselves. */
export type NewsState = 'connecting' | 'open' | 'lost';

/** Crossings were stored for a camera that may count live. */
export interface CountNews {
  readonly cameraId: number;
  readonly lineId: number;
  readonly class: string;
  readonly direction: 'forward' | 'backward';
  readonly count: number;
}

/** What is done with each piece of news. */
export interface NewsHandlers {
  onState(state: NewsState): void;
  onAlert(alert: Alert): void;
  onCount(count: CountNews): void;
  onHealth(health: CameraHealth): void;
  /** rights were asked for, or decided on */
  onRights(): void;
}

const firstRetryMs = 1000;
const longestRetryMs = 15_000;

/**
 * Follows GET /api/v1/events. The browser reconnects by itself and resumes after the last alert;
 * where it gives up, for instance on a refused answer, we open anew, ever more slowly. Returns the function that ends it.
 */
export function followNews(handlers: NewsHandlers): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;
  const open = (): void => {
    source = new EventSource('/api/v1/events', { withCredentials: true });
    source.onopen = () => {
      retryMs = firstRetryMs;
      handlers.onState('open');
    };
    source.onerror = () => {
      handlers.onState('lost');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    };
    listen(source, 'alert', handlers.onAlert);
    listen(source, 'count', handlers.onCount);
    listen(source, 'camera-health', handlers.onHealth);
    listen(source, 'rights', handlers.onRights);
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function listen<Content>(source: EventSource, name: string, handle: (content: Content) => void): void {
  source.addEventListener(name, (event) => handle(JSON.parse(String(event.data)) as Content));
}
