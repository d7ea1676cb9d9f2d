import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import webPush from 'web-push';
import type { PostHttp, SendFault, WebPush } from '#features/notifications/ports.ts';

interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Opens the keys of a data directory; made once, readable by this user only, and never in the database. */
export async function openPushKeys(directory: string): Promise<Keys> {
  const file = join(directory, 'web-push-keys.json');
  const fresh = JSON.stringify(webPush.generateVAPIDKeys());
  // `wx` never writes over keys that another process has just made.
  await writeFile(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
  await chmod(file, 0o600);
  return JSON.parse(await readFile(file, 'utf8')) as Keys;
}

/**
 * Makes the sending to browsers: encrypted for the browser alone (RFC 8291), signed (RFC 8292), sent by `post`.
 * `contact` is where the operator of a push service may write to.
 */
export function createWebPush(keys: Keys, post: PostHttp, contact: () => string): WebPush {
  return {
    publicKey: keys.publicKey,
    async send({ endpoint, p256dh, auth }, { payload, lifeSeconds, isUrgent }) {
      const request = prepare(() =>
        webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
          TTL: lifeSeconds,
          urgency: isUrgent ? 'high' : 'normal',
          vapidDetails: { subject: contact(), ...keys },
        }),
      );
      if (request === undefined)
        return { code: 'other', detail: 'keys that no browser made', scope: 'message', isFinal: true };
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      const outcome = await post({
        url: endpoint,
        headers: Object.fromEntries(headers.filter(([name]) => !/^content-length$/i.test(name ?? ''))),
        body: request.body,
      });
      if ('fault' in outcome) return { ...outcome.fault, scope: 'message' };
      return faultOf(outcome.status, outcome.retryAfterMs);
    },
  };
}

function prepare<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function faultOf(status: number, retryAfterMs: number | undefined): SendFault | undefined {
  if (status >= 200 && status < 300) return undefined;
  const detail = `HTTP ${status}`;
  if (status === 404 || status === 410) return { code: 'gone', detail, scope: 'message', isFinal: true };
  if (status >= 300 && status < 400) return { code: 'redirect', detail, scope: 'message' };
  return {
    code: 'answer',
    detail,
    scope: 'message',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
