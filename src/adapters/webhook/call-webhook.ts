import { createHmac } from 'node:crypto';
import type { CallWebhook, PostHttp, SendFault } from '#features/notifications/ports.ts';

/** HMAC-SHA256 over `timestamp.body`, as it stands in `X-Vigie-Signature`. */
export function signatureOf(secret: string, atMs: number, body: string): string {
  const seconds = Math.floor(atMs / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** Makes the calling of webhooks. */
export function createCallWebhook(post: PostHttp): CallWebhook {
  return async (url, secret, { key, body, atMs }) => {
    const outcome = await post({
      url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Vigie',
        'idempotency-key': key,
        'x-vigie-signature': signatureOf(secret, atMs, body),
      },
      body: Buffer.from(body, 'utf8'),
    });
    if ('fault' in outcome) return { ...outcome.fault, scope: 'channel' };
    return faultOf(outcome.status, outcome.retryAfterMs);
  };
}

function faultOf(status: number, retryAfterMs: number | undefined): SendFault | undefined {
  if (status >= 200 && status < 300) return undefined;
  const detail = `HTTP ${status}`;
  if (status >= 300 && status < 400) return { code: 'redirect', detail, scope: 'channel' };
  if (status === 401 || status === 403) return { code: 'wrong-password', detail, scope: 'channel' };
  // The receiver has read this message and wants none like it: the next one may be right.
  if (status === 400 || status === 413 || status === 422) return { code: 'answer', detail, scope: 'message' };
  return {
    code: 'answer',
    detail,
    scope: 'channel',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
