import i18next from 'i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import { queryString } from './client.ts';

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
  /** the alerts known are not of this database any more */
  onReset(): void;
  /** a rule was put to sleep, or woken */
  onSnooze(): void;
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
  let lastId = '';
  const open = (): void => {
    const language = document.documentElement.lang;
    // A stream we open ourselves does not know where the one before stopped.
    const address = `/api/v1/events${queryString({ language, after: lastId })}`;
    source = new EventSource(address, { withCredentials: true });
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
    const listen = listener(source, (id) => {
      if (id !== '') lastId = id;
    });
    listen('begin', () => undefined);
    listen('alert', handlers.onAlert);
    listen('reset', handlers.onReset);
    listen('snooze', handlers.onSnooze);
    listen('count', handlers.onCount);
    listen('camera-health', handlers.onHealth);
    listen('rights', handlers.onRights);
  };
  const speakOtherLanguage = (): void => {
    clearTimeout(timer);
    source?.close();
    open();
  };
  i18next.on('languageChanged', speakOtherLanguage);
  open();
  return () => {
    i18next.off('languageChanged', speakOtherLanguage);
    clearTimeout(timer);
    source?.close();
  };
}

const listener =
  (source: EventSource, remember: (id: string) => void) =>
  <Content>(name: string, handle: (content: Content) => void): void => {
    source.addEventListener(name, (event) => {
      remember(event.lastEventId);
      handle(JSON.parse(String(event.data)) as Content);
    });
  };
