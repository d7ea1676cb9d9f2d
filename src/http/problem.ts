import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, VigieError } from '#foundation/errors.ts';
import { faultsOf } from '#foundation/schema-check.ts';
import type { Problem } from '#foundation/wire-schema.ts';
import { languageOf, problemInFrench } from './language.ts';

const statuses: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'too-many': 429,
  conflict: 409,
  unmotivated: 422,
  unavailable: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'In conflict with what is stored',
  413: 'The request is too large',
  415: 'This content type is not understood',
  422: 'A motive is missing',
  429: 'Too many attempts',
  500: 'Something failed inside Vigie',
  503: 'Not available now',
};

/** A validation that failed, with the schema it failed against. */
export class InvalidRequest extends Error {
  readonly part: string;
  readonly schema: unknown;
  readonly flaws: Parameters<typeof faultsOf>[1];

  constructor(part: string, schema: unknown, flaws: Parameters<typeof faultsOf>[1]) {
    super(`The ${part} of the request is not valid`);
    this.part = part;
    this.schema = schema;
    this.flaws = flaws;
  }
}

/** Makes the problem (RFC 9457) that an error is told as; an unknown error tells nothing of itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof InvalidRequest) {
    const faults = faultsOf(error.schema, error.flaws).map((fault) =>
      fault.field === '' ? { ...fault, field: error.part } : fault,
    );
    return { ...base(400), detail: error.message, faults };
  }
  if (error instanceof VigieError) {
    return {
      ...base(statuses[error.code]),
      detail: error.message,
      ...(error.fix === undefined ? {} : { fix: error.fix }),
      ...(error.present === undefined ? {} : { present: error.present }),
      ...(error.faults.length === 0 ? {} : { faults: [...error.faults] }),
    };
  }
  const { statusCode = 500, message } = error as Partial<FastifyError>;
  return statusCode >= 400 && statusCode < 500 && message !== undefined
    ? { ...base(statusCode), detail: message }
    : base(500);
}

function base(status: number): Problem {
  return { type: 'about:blank', title: titles[status] ?? 'The request failed', status };
}

/** Sends a problem, in the language that the request accepts. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  const language = languageOf(reply.request);
  return reply
    .status(problem.status)
    .type('application/problem+json; charset=utf-8')
    .header('content-language', language)
    .header('vary', 'accept-language')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(language === 'fr' ? problemInFrench(problem, reply.server.sayInFrench) : problem);
}

/** Answers every error with a problem; the ones nobody foresaw go to the log in full. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error);
    if (problem.status === 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(reply, problem);
  });
}
