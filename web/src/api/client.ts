import type { Problem } from '#foundation/wire-schema.ts';
import { takeEarlyAnswer } from './early-answers.ts';

/** Why a request failed: the server could not be reached, or it answered with a problem. */
export class ApiFault extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined, message: string) {
    super(message);
    this.name = 'ApiFault';
    this.status = status;
    this.problem = problem;
  }
}

/** One page of a list; `next` is absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** sent as it is, in place of a body */
  readonly file?: Blob;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the API with the session's cookie; throws `ApiFault`. */
export async function request<Result>(path: string, options: RequestOptions = {}): Promise<Result> {
  const response = (await earlyAnswer(path, options)) ?? (await ask(path, options));
  const text = await response.text();
  const content: unknown = parseJson(text);
  if (!response.ok) throw faultOf(response.status, content);
  return content as Result;
}

const earlyAnswer = (path: string, { method = 'GET', signal }: RequestOptions) =>
  method === 'GET' && signal?.aborted !== true ? takeEarlyAnswer(path) : undefined;

function ask(path: string, options: RequestOptions): Promise<Response> {
  return fetch(path, {
    method: options.method ?? 'GET',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': document.documentElement.lang,
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.file === undefined ? {} : { body: options.file }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).catch((cause: unknown) => {
    if (options.signal?.aborted === true) throw cause;
    throw new ApiFault(0, undefined, 'no answer');
  });
}

/** Fetches a file with the session's cookie; throws `ApiFault`. */
export async function requestFile(path: string): Promise<Blob> {
  const headers = { 'accept-language': document.documentElement.lang };
  const response = await fetch(path, { credentials: 'same-origin', headers }).catch(() => {
    throw new ApiFault(0, undefined, 'no answer');
  });
  if (!response.ok) throw faultOf(response.status, parseJson(await response.text()));
  return await response.blob();
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultOf(status: number, content: unknown): ApiFault {
  const problem = typeof content === 'object' && content !== null ? (content as Problem) : undefined;
  return new ApiFault(status, problem, problem?.detail ?? problem?.title ?? `status ${status}`);
}

/** A query string from the values that are present. */
export function queryString(values: Readonly<Record<string, string | number | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
