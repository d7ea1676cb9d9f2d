import { Type } from 'typebox';
import type { Events } from '#features/events.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Log } from '#foundation/log.ts';
import { headersOf, holds, type Identify, principalOf, seesCamera, signedIn } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { languageOf, withFrenchFaults } from '#http/language.ts';
import { type StreamFeed, type StreamSink, sendStream } from '#http/streams.ts';
import type { AlertService } from './alert-service.ts';

interface EventStreamParts {
  readonly alerts: Pick<AlertService, 'changesAfter' | 'lastSequence'>;
  readonly events: Pick<EventBus<Events>, 'subscribe'>;
  readonly identify: Identify;
}

const heartbeatMs = 15_000;
const retryMs = 3000;
const batch = 100;

/** News as they happen: alerts, counts, health of cameras, each to those who may read it. */
export function registerEventStream(app: App, parts: EventStreamParts): void {
  app.get(
    '/api/v1/events',
    {
      config: { permission: signedIn, stream: true },
      schema: {
        summary:
          'News as they happen (server-sent events): begin, alert, snooze, count, camera-health, replay, rights, audit-check',
        description:
          '`begin` and each alert carry an id: after a break, Last-Event-ID, or `after`, brings the alerts missed, each once. `reset` says that the id is not of this database: read everything anew.',
        tags: ['Events'],
        querystring: Type.Object(
          {
            after: Type.Optional(Type.Integer({ minimum: 0, description: 'id of the last alert received' })),
            language: Type.Optional(
              Type.Union([Type.Literal('en'), Type.Literal('fr')], {
                description: 'of faults; by default what Accept-Language asks for',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ pattern: '^\\d{0,15}$' })) }),
        response: {
          200: { description: 'news', content: { 'text/event-stream': { schema: Type.String() } } },
        },
      },
    },
    (request, reply) => {
      const last = request.headers['last-event-id'];
      // A browser's EventSource cannot say a header of its own.
      const language = request.query.language ?? languageOf(request);
      const inLanguage = <News>(news: News): News =>
        language === 'fr' ? withFrenchFaults(news, app.sayInFrench) : news;
      const after = last ? Number(last) : request.query.after;
      let principal = principalOf(request);
      const may = (permission: string): boolean => holds(principal, permission);
      const sees = (cameraId: number): boolean => seesCamera(principal, cameraId);
      sendStream(request, reply, {
        contentType: 'text/event-stream; charset=utf-8',
        stillAllowed: async () => {
          const now = await parts.identify(headersOf(request));
          if (now !== undefined) principal = now;
          return holds(now, signedIn);
        },
        start: (sink) => feedNews(sink, parts, { may, sees, inLanguage, log: request.log, after }),
      });
    },
  );
}

interface Receiver {
  readonly may: (permission: string) => boolean;
  readonly sees: (cameraId: number) => boolean;
  readonly inLanguage: <News>(news: News) => News;
  readonly log: Log;
  /** number of the last change received before a break */
  readonly after: number | undefined;
}

/** Who may read which news. */
const readers = [
  ['count', 'statistics:read'],
  ['camera-health', 'configuration:read'],
  ['replay', 'configuration:write'],
  ['snooze', 'alerts:read'],
] as const;

function feedNews(sink: StreamSink, { alerts, events }: EventStreamParts, receiver: Receiver): StreamFeed {
  sink.write(`retry: ${retryMs}\n\n`);
  const heartbeat = setInterval(() => sink.write(': here\n\n'), heartbeatMs);
  const ends = [() => clearInterval(heartbeat)];
  if (receiver.may('alerts:read')) {
    const send = sendAlerts(sink, alerts, receiver);
    ends.push(events.subscribe('alert', send));
    send();
  }
  for (const [name, permission] of readers) {
    const tell = (news: Events[typeof name]): void => {
      // Counts of a set-up session are for who draws the lines.
      if ('setupOnly' in news && news.setupOnly && !receiver.may('configuration:write')) return;
      if (receiver.may(permission) && receiver.sees(news.cameraId))
        sink.write(message(name, receiver.inLanguage(news)));
    };
    ends.push(events.subscribe(name, tell));
  }
  ends.push(
    events.subscribe('audit-check', (check) => {
      if (receiver.may('compliance:read')) sink.write(message('audit-check', check));
    }),
  );
  const tellRights = (news: Events['rights']): void => {
    if (receiver.may('people:manage') || receiver.may('compliance:write'))
      sink.write(message('rights', news));
  };
  ends.push(events.subscribe('rights', tellRights));
  return {
    stop: () => {
      for (const end of ends) end();
    },
  };
}

/** Sends what was stored since the last alert sent: nothing is missed and nothing comes twice, whatever woke it. */
function sendAlerts(sink: StreamSink, alerts: EventStreamParts['alerts'], receiver: Receiver): () => void {
  let cursor: number | undefined;
  let running = false;
  let wanted = false;
  const run = async (): Promise<void> => {
    cursor ??= await beginAlerts(sink, alerts, receiver.after);
    for (;;) {
      const changes = await alerts.changesAfter(cursor, batch);
      for (const { sequence, alert } of changes) {
        if (receiver.sees(alert.cameraId)) sink.write(message('alert', alert, sequence));
        cursor = sequence;
      }
      if (changes.length < batch) return;
    }
  };
  const send = (): void => {
    wanted = true;
    if (running) return;
    running = true;
    wanted = false;
    run()
      .catch((fault: unknown) => receiver.log.warn({ err: fault }, 'alerts could not be read for a stream'))
      .finally(() => {
        running = false;
        if (wanted) send();
      });
  };
  return send;
}

/** Says where the stream starts, so that a break before the first alert misses none; a number to come is none of ours. */
async function beginAlerts(
  sink: StreamSink,
  alerts: EventStreamParts['alerts'],
  after: number | undefined,
): Promise<number> {
  const last = await alerts.lastSequence();
  const start = Math.min(after ?? last, last);
  if (after !== undefined && after > last) sink.write(message('reset', {}));
  // Named, for a page learns the id of nothing else: one that opens a new stream itself goes on from here.
  sink.write(message('begin', {}, start));
  return start;
}

function message(name: string, content: object, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(content)}\n\n`;
}
