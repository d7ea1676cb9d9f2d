import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { VigieError } from '#foundation/errors.ts';
import type { Config } from './config.ts';

/** The open port. Until the API is attached it says that Vigie is starting. */
export interface Listener {
  /** the address people type */
  readonly url: string;
  attach(handler: RequestListener): Server;
  /** Says, to whoever asks, why Vigie is not ready. */
  tell(reason: string): void;
  close(): Promise<void>;
}

const patienceMs = 3000;

/** Takes the port, so that nobody else does, and so that probes get an answer from the first second. */
export async function openListener(server: Config['server']): Promise<Listener> {
  let reason = 'Vigie is starting';
  let handler: RequestListener = (request, response) => answerStarting(request.url ?? '', response, reason);
  const listener: RequestListener = (request, response) => handler(request, response);
  const node = server.tls === undefined ? createServer(listener) : secureServer(server.tls, listener);
  // Streams stay open for hours; what must be quick is the head of a request.
  node.requestTimeout = 60_000;
  node.headersTimeout = 20_000;
  await listen(node, server);
  return {
    url: server.publicUrl ?? ownUrl(server, node.address() as AddressInfo),
    attach(next) {
      handler = next;
      return node;
    },
    tell: (text) => {
      reason = text;
    },
    close: () => close(node),
  };
}

/** Throws what `openListener` would throw, before anybody waits for what is fetched and built at the first start. */
export async function checkListener(server: Config['server']): Promise<void> {
  const listener = await openListener(server);
  await listener.close();
}

function answerStarting(url: string, response: Parameters<RequestListener>[1], reason: string): void {
  if (url === '/healthz') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"alive"}');
    return;
  }
  const problem = { type: 'about:blank', title: 'Not available now', status: 503, detail: reason };
  response
    .writeHead(503, {
      'content-type': 'application/problem+json',
      'retry-after': '2',
      'cache-control': 'no-store',
    })
    .end(JSON.stringify(problem));
}

function listen(node: Server, { host, port }: Config['server']): Promise<void> {
  return new Promise((resolve, reject) => {
    node.once('error', (cause: NodeJS.ErrnoException) => reject(listenFault(cause, host, port)));
    node.listen({ host, port }, resolve);
  });
}

function listenFault(cause: NodeJS.ErrnoException, host: string, port: number): VigieError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new VigieError('conflict', `server.port: ${port} is taken by another program`, {
        fix: `stop that program, or choose another port: server.port, VIGIE_SERVER_PORT, for instance ${port + 1}`,
        cause,
      });
    case 'EACCES':
      return new VigieError('forbidden', `server.port: this user may not listen on ${port}`, {
        fix: 'choose a port above 1023, or give the service CAP_NET_BIND_SERVICE',
        cause,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new VigieError('invalid', `server.host: ${host} is no address of this machine`, {
        fix: 'use 127.0.0.1, 0.0.0.0 or an address that `ip address` shows',
        cause,
      });
    default:
      return new VigieError('unavailable', `server: cannot listen on ${host}:${port}: ${cause.message}`, {
        cause,
      });
  }
}

function secureServer(tls: NonNullable<Config['server']['tls']>, listener: RequestListener): Server {
  const files = readCertificate(tls);
  try {
    return createTlsServer(files, listener);
  } catch (cause) {
    const reason = cause instanceof Error && 'reason' in cause ? String(cause.reason) : 'not understood';
    throw new VigieError(
      'invalid',
      `server.tls: ${tls.certificate} and ${tls.key} are not used together: ${reason}`,
      {
        fix: 'name a certificate (with its chain) and the key it was made from, both PEM, the key without a passphrase',
        cause,
      },
    );
  }
}

function readCertificate({ certificate, key }: NonNullable<Config['server']['tls']>): {
  cert: Buffer;
  key: Buffer;
} {
  return { cert: readPem('certificate', certificate), key: readPem('key', key) };
}

function readPem(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new VigieError('invalid', `server.tls.${name}: ${file} cannot be read`, {
      fix: 'name a PEM file that this user may read',
      cause,
    });
  }
}

function ownUrl({ host, tls }: Config['server'], { port }: AddressInfo): string {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const literal = host.includes(':') ? `[${host}]` : host;
  const name = isEverywhere ? 'localhost' : literal;
  return `${tls === undefined ? 'http' : 'https'}://${name}:${port}`;
}

async function close(node: Server): Promise<void> {
  const closed = new Promise((resolve) => node.close(resolve));
  node.closeIdleConnections();
  const timer = setTimeout(() => node.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(timer);
}
