import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Problem } from '#foundation/wire-schema.ts';
import { createSayInFrench, frenchPhrases, type Phrases, type SayInFrench } from './french.ts';

/** The languages in which the server tells its faults. */
export type Language = 'en' | 'fr';

declare module 'fastify' {
  interface FastifyInstance {
    sayInFrench: SayInFrench;
  }
}

/** The language of an answer: the first of ours that the request accepts; English for who says nothing. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .find(({ language }) => language === 'fr' || language === 'en');
  return wanted?.language === 'fr' ? 'fr' : 'en';
}

/** Makes faults, and what answers tell of faults, be told in French to who accepts French; `more`: words of the law. */
export function tellInLanguages(app: FastifyInstance, more: Phrases): void {
  const say = createSayInFrench({ ...frenchPhrases, ...more });
  app.decorate('sayInFrench', say);
  app.addHook('preSerialization', (request, _reply, payload, done) => {
    done(null, languageOf(request) === 'fr' ? withFrenchFaults(payload, say) : payload);
  });
}

/** A problem in French. */
export function problemInFrench(problem: Problem, say: SayInFrench): Problem {
  const { title, detail, fix, faults } = problem;
  return {
    ...problem,
    title: say(title),
    ...(detail === undefined ? {} : { detail: detailInFrench(detail, faults ?? [], say) }),
    ...(fix === undefined ? {} : { fix: say(fix) }),
    ...(faults === undefined
      ? {}
      : {
          faults: faults.map((fault) => ({
            ...fault,
            message: say(fault.message),
            ...(fault.fix === undefined ? {} : { fix: say(fault.fix) }),
          })),
        }),
  };
}

/** A detail that strings its faults together says each of them in French; any other is said whole. */
function detailInFrench(detail: string, faults: NonNullable<Problem['faults']>, say: SayInFrench): string {
  const strung = faults.map(({ field, message }) => `${field}: ${message}`).join('; ');
  if (strung !== detail || faults.length === 0) return say(detail);
  return faults.map(({ field, message }) => `${field}\u00a0: ${say(message)}`).join('\u202f; ');
}

/** A copy of an answer in which every text named `fault` is in French. */
export function withFrenchFaults<Answer>(answer: Answer, say: SayInFrench): Answer {
  return inFrench(answer, say) as Answer;
}

function inFrench(payload: unknown, say: SayInFrench): unknown {
  if (Array.isArray(payload)) return payload.map((one) => inFrench(one, say));
  if (typeof payload !== 'object' || payload === null || !isPlain(payload)) return payload;
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      key === 'fault' && typeof value === 'string' ? say(value) : inFrench(value, say),
    ]),
  );
}

const isPlain = (value: object): boolean => {
  const kind = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
};
