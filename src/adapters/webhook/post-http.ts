import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP } from 'node:net';
import type { OutgoingPost, PostHttp, PostOutcome, ReachHost } from '#features/notifications/ports.ts';
import { connectionFault } from '#foundation/connection-fault.ts';

const patienceMs = 20_000;
const longestWaitMs = 24 * 3_600_000;

/**
 * Makes the way by which requests leave: the connection goes to the address that was checked and to no other, no
 * redirect is followed, no answer is read. Without TLS only in one's own network.
 */
export function createPostHttp(reach: ReachHost, mostMs = patienceMs): PostHttp {
  return async (post) => {
    const url = URL.canParse(post.url) ? new URL(post.url) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
      return { fault: { code: 'not-allowed', detail: 'not an address of the web' } };
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const reached = await reach(host);
    if ('fault' in reached) return reached;
    if (url.protocol === 'http:' && !reached.isOwnNetwork)
      return { fault: { code: 'no-encryption', detail: 'https is missing' } };
    return connectTo(reached.address, url, post, AbortSignal.timeout(mostMs));
  };
}

function connectTo(
  address: string,
  url: URL,
  { headers, body }: OutgoingPost,
  signal: AbortSignal,
): Promise<PostOutcome> {
  const isTls = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const send = isTls ? requestTls : requestPlain;
    const request = send({
      method: 'POST',
      host: address,
      port: Number(url.port || (isTls ? 443 : 80)),
      path: `${url.pathname}${url.search}`,
      // The name, not the address, is what the certificate must be for.
      ...(isTls && isIP(host) === 0 ? { servername: host } : {}),
      headers: { ...headers, host: url.host, 'content-length': body.byteLength, connection: 'close' },
      agent: false,
      signal,
    });
    request.on('error', (error: Error) => {
      const code = connectionFault(error) ?? 'other';
      resolve({ fault: { code, detail: String((error as NodeJS.ErrnoException).code ?? error.name) } });
    });
    request.once('response', (response) => {
      resolve({
        status: response.statusCode ?? 0,
        retryAfterMs: waitAsked(response.headers['retry-after']),
      });
      // What else is answered is of no use, however long it is.
      response.destroy();
    });
    // Who answers with another protocol gives neither an answer nor an error.
    request.once('close', () => resolve({ fault: { code: 'other', detail: 'no answer' } }));
    request.end(body);
  });
}

function waitAsked(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,6}$/.test(header)) return undefined;
  return Math.min(longestWaitMs, Number(header) * 1000);
}
