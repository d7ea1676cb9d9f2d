import type { RequestListener, Server } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
} from 'fastify';
import { guardRoutes, type Identify } from './access.ts';
import type { Phrases } from './french.ts';
import { tellInLanguages } from './language.ts';
import { documentRoutes } from './openapi.ts';
import { checkOrigins } from './origin-check.ts';
import { refuseOddContent } from './plain-content.ts';
import { answerProblems } from './problem.ts';
import { endStreams } from './streams.ts';
import { validateRequests } from './validation.ts';

/** The HTTP server as routes see it: requests and replies typed by their schemas. */
export type App = FastifyInstance<
  Server,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface HttpServerOptions {
  readonly logger: FastifyBaseLogger;
  readonly identify: Identify;
  readonly publicUrl: string | undefined;
  /** addresses of the proxies whose X-Forwarded-… headers count; none when false */
  readonly trustProxy: false | readonly string[];
  /** people reach this server by HTTPS only */
  readonly secure: boolean;
  /** hosts, besides our own, that maps may be loaded from: `https://tiles.example.org` */
  readonly mapOrigins: () => readonly string[];
  /** the Node server that hands requests over; by default Fastify makes its own */
  readonly attach?: (handler: RequestListener) => Server;
  /** called after each answer */
  readonly onAnswer?: (answer: Answer) => void;
  readonly version: string;
  /** words of the law in French by their English: faults quote them */
  readonly phrases?: Phrases;
}

/** One request answered, for the metrics. */
export interface Answer {
  readonly method: string;
  /** the route's pattern, never the address itself */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

const oneMebibyte = 1024 * 1024;

/** Makes the HTTP server: deny by default, problems for errors, strict headers. Routes are added afterwards. */
export async function createHttpServer(options: HttpServerOptions): Promise<App> {
  const app: App = fastify(serverOptions(options)).withTypeProvider<TypeBoxTypeProvider>();
  validateRequests(app);
  refuseOddContent(app);
  tellInLanguages(app, options.phrases ?? {});
  answerProblems(app);
  // First of all hooks: refusals carry these headers too.
  await app.register(helmet, securityHeaders(options));
  guardRoutes(app, options.identify);
  checkOrigins(app, options.publicUrl);
  endStreams(app);
  await app.register(rateLimit, { global: false });
  await documentRoutes(app, options.version);
  finishAnswers(app, options.onAnswer);
  return app;
}

function serverOptions(options: HttpServerOptions): FastifyServerOptions<Server> {
  const { attach } = options;
  return {
    loggerInstance: options.logger,
    // Addresses hold the tokens of one-time links: they stay out of the log.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy === false ? false : [...options.trustProxy],
    bodyLimit: oneMebibyte,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    ...(attach === undefined ? {} : { serverFactory: (handler: RequestListener) => attach(handler) }),
  };
}

function finishAnswers(app: App, onAnswer: HttpServerOptions['onAnswer']): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id);
    const isApi = request.url.startsWith('/api/');
    if (isApi && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    onAnswer?.({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}

function securityHeaders(options: HttpServerOptions): Parameters<typeof helmet>[1] {
  const own =
    (...more: readonly string[]) =>
    () =>
      ["'self'", ...more, ...options.mapOrigins()].join(' ');
  return {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        connectSrc: [own()],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: [own('data:', 'blob:')],
        mediaSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
      },
    },
    strictTransportSecurity: options.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  };
}
