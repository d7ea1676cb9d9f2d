import type { FastifyInstance } from 'fastify';
import { VigieError } from '#foundation/errors.ts';

/** Deeper than any request is; what reads content by calling itself would run out of stack. */
const mostDepth = 40;

/** Refuses what no column can hold and no code expects: NUL, halves of characters, 1e400, nesting without end. */
export function refuseOddContent(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const parts = { body: request.body, query: request.query, path: request.params };
    for (const [part, content] of Object.entries(parts)) {
      const message = oddityOf(content);
      if (message === undefined) continue;
      done(
        new VigieError('invalid', `The ${part} of the request ${message}`, {
          fix: 'send plain text, numbers and short structures',
        }),
      );
      return;
    }
    done();
  });
}

/** What is odd about content; it is walked without recursion, however deep it is. */
export function oddityOf(content: unknown): string | undefined {
  const waiting: [value: unknown, depth: number][] = [[content, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, depth] = next;
    const oddity = oddityOfOne(value);
    if (oddity !== undefined) return oddity;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    if (depth === mostDepth) return `is nested more than ${mostDepth} deep`;
    for (const [key, inner] of Object.entries(value)) waiting.push([key, depth + 1], [inner, depth + 1]);
  }
  return undefined;
}

function oddityOfOne(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'holds a number out of all range';
  if (typeof value !== 'string') return undefined;
  if (value.includes('\0')) return 'holds a NUL character';
  return /\p{Surrogate}/u.test(value) ? 'holds half a character' : undefined;
}
