import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VigieError } from '#foundation/errors.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** ends each open stream, with who receives it */
    openStreams: Map<() => void, string | undefined>;
    /** asks of each open stream whether its receiver may still see it */
    streamChecks: Set<() => void>;
  }
  interface FastifyContextConfig {
    /** the route answers with a stream: each person has room for some */
    stream?: true;
  }
}

/** What feeds a stream. `pull` is called when the receiver wants more; `stop` once, when the stream ends. */
export interface StreamFeed {
  pull?: () => void;
  stop: () => void;
}

/** Where a feed writes. */
export interface StreamSink {
  /** False when the receiver lags: wait for `pull`, or drop. */
  write(chunk: Uint8Array | string): boolean;
  end(): void;
}

/** How often an open stream asks again whether its receiver may still see it. */
export const streamCheckMs = 4_000;

/** Changes of rights so close together are one. */
const gatherMs = 100;

/** A receiver that leaves this much unread is cut off; it comes back and resumes. */
const mostUnread = 8 * 1024 * 1024;

/** Streams of one person at a time: every page of a browser holds one or two. */
const mostStreams = 40;

/** Ends every open stream when the server closes, which otherwise waits for them. */
export function endStreams(app: FastifyInstance): void {
  app.decorate('openStreams', new Map<() => void, string | undefined>());
  app.decorate('streamChecks', new Set<() => void>());
  app.addHook('onResponse', (request, _reply, done) => {
    if (mayChangeRights(request)) checkSoon(app);
    done();
  });
  app.addHook('preClose', (done) => {
    for (const end of app.openStreams.keys()) end();
    done();
  });
  app.addHook('preHandler', (request, _reply, done) => {
    const own = [...app.openStreams.values()].filter((id) => id === request.principal?.id);
    if (request.routeOptions.config.stream !== true || own.length < mostStreams) done();
    else done(tooMany());
  });
}

/** Whatever a person changes, and every sign-out, may end what somebody sees. */
function mayChangeRights({ method, principal, url }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  return principal?.kind === 'person' || url.startsWith('/api/auth/');
}

const waiting = new WeakSet<FastifyInstance>();

/** Once for a burst of changes. */
function checkSoon(app: FastifyInstance): void {
  if (waiting.has(app)) return;
  waiting.add(app);
  setTimeout(() => {
    waiting.delete(app);
    for (const check of app.streamChecks) check();
  }, gatherMs);
}

const tooMany = (): VigieError =>
  new VigieError('too-many', `${mostStreams} streams are open in your name already`, {
    fix: 'close pages of Vigie that you do not look at',
  });

/** Answers with a stream that lasts until its receiver leaves, `stillAllowed` says no, or the server closes. */
export function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  options: {
    readonly contentType: string;
    readonly stillAllowed: () => Promise<boolean>;
    readonly start: (sink: StreamSink) => StreamFeed;
  },
): void {
  let feed: StreamFeed | undefined;
  const stream = new Readable({
    highWaterMark: 64 * 1024,
    read() {
      // The receiver learns at once that it is let in, not with the first piece of content.
      if (!reply.raw.headersSent) reply.raw.flushHeaders();
      feed?.pull?.();
    },
  });
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    stream.push(null);
  };
  const { openStreams, streamChecks } = request.server;
  openStreams.set(end, request.principal?.id);
  const check = (): void => {
    options.stillAllowed().then(
      (allowed) => allowed || end(),
      (fault: unknown) => request.log.warn({ err: fault }, 'could not check who receives a stream'),
    );
  };
  streamChecks.add(check);
  const timer = setInterval(check, streamCheckMs);
  stream.once('close', () => {
    ended = true;
    clearInterval(timer);
    streamChecks.delete(check);
    openStreams.delete(end);
    feed?.stop();
  });
  const write: StreamSink['write'] = (chunk) => {
    if (ended) return false;
    if (stream.readableLength > mostUnread) {
      stream.destroy();
      return false;
    }
    return stream.push(chunk);
  };
  feed = options.start({ write, end });
  // Whoever left while the answer was being prepared is told by no event any more.
  reply.raw.once('close', () => stream.destroy());
  if (reply.raw.destroyed || request.raw.destroyed) stream.destroy();
  reply
    .type(options.contentType)
    // A connection that is kept after its stream would hold up the end of the server.
    .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' })
    .send(stream);
}
