import type { FastifyReply, FastifyRequest } from 'fastify';
import { VigieError } from '#foundation/errors.ts';
import { headersOf } from '#http/access.ts';
import type { Sessions } from './ports.ts';

interface AnswerOptions {
  /** the address under which the keeper knows the request, where it is another */
  readonly path?: string;
  /** done before the answer goes out */
  readonly onSuccess?: () => Promise<void>;
}

/** Hands a request to the keeper of sessions and passes its answer on; a refusal becomes one of our problems. */
export async function answerFromSessions(
  sessions: Sessions,
  request: FastifyRequest,
  reply: unknown,
  body: object,
  { path = request.url, onSuccess }: AnswerOptions = {},
): Promise<never> {
  const headers = headersOf(request);
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  headers.set('content-type', 'application/json');
  const url = new URL(path, `${request.protocol}://${request.host}`);
  const answer = await sessions.handle(
    new Request(url, { method: request.method, headers, body: JSON.stringify(body) }),
  );
  const content = (await answer.json().catch(() => null)) as { code?: string; message?: string } | null;
  if (!answer.ok) throw refusal(answer.status, content);
  await onSuccess?.();
  const own = reply as FastifyReply;
  for (const cookie of answer.headers.getSetCookie()) own.header('set-cookie', cookie);
  return own.status(answer.status).send(content) as never;
}

function refusal(status: number, content: { code?: string; message?: string } | null): VigieError {
  if (status >= 500)
    return new VigieError('unavailable', 'Accounts cannot be read now: try again in a moment');
  if (content?.code === 'INVALID_EMAIL_OR_PASSWORD' || status === 401)
    return new VigieError('unauthenticated', 'The e-mail address or the password is wrong');
  if (content?.code === 'INVALID_PASSWORD')
    return new VigieError('invalid', 'The current password is wrong', {
      faults: [{ field: 'currentPassword', message: 'is wrong' }],
    });
  return new VigieError(
    status === 403 ? 'forbidden' : 'invalid',
    content?.message ?? 'The request was refused',
  );
}
