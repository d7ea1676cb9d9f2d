import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type AddressGuard, checkHost } from './address-guard.ts';

/**
 * A proxy on the loopback address for FFmpeg's HTTP connections only. Redirects, playlists and their segments
 * may name any host: each connection passes here and is checked, and goes to the very address that was checked.
 */
export class GuardProxy {
  readonly #guard: AddressGuard;
  readonly #password = randomBytes(18).toString('hex');
  readonly #tunnels = new Set<Socket>();
  readonly #refused = new Set<string>();
  #listening: Promise<Server> | undefined;

  constructor(guard: AddressGuard) {
    this.#guard = guard;
  }

  /** Where the proxy listens for one source, with the password that only this process knows; starts it. */
  async address(source: string): Promise<string> {
    // biome-ignore lint/style/noProcessEnv: FFmpeg reads it too, and would reach the hosts it names without asking
    delete process.env.no_proxy;
    this.#listening ??= this.#listen();
    const { port } = (await this.#listening).address() as AddressInfo;
    return `http://${source}:${this.#password}@127.0.0.1:${port}`;
  }

  /** True once the source was led to an address that it may not reach; forgets it. */
  takeRefusal(source: string): boolean {
    return this.#refused.delete(source);
  }

  /** Ends the proxy and its connections. */
  async stop(): Promise<void> {
    const server = await this.#listening;
    this.#listening = undefined;
    for (const tunnel of this.#tunnels) {
      tunnel.destroy();
    }
    server?.closeAllConnections();
    server?.close();
  }

  #listen(): Promise<Server> {
    const server = createServer((asked, answer) => {
      this.#forward(asked, answer).catch(() => refuse(answer, 502));
    });
    server.on('connect', (asked: IncomingMessage, client: Socket) => {
      this.#tunnel(asked, client).catch(() => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        server.unref();
        resolve(server);
      });
    });
  }

  /** The source that asks, or undefined for a stranger. */
  #sourceOf(asked: IncomingMessage): string | undefined {
    const [, code = ''] = /^Basic (.+)$/.exec(asked.headers['proxy-authorization'] ?? '') ?? [];
    const [source, password] = Buffer.from(code, 'base64').toString().split(':');
    return password === this.#password ? source : undefined;
  }

  async #forward(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const source = this.#sourceOf(asked);
    if (source === undefined) {
      answer.setHeader('Proxy-Authenticate', 'Basic realm="vigie"');
      refuse(answer, 407);
      return;
    }
    const url = new URL(asked.url ?? '');
    const address = await this.#check(url.hostname, source);
    if (address === undefined || url.protocol !== 'http:') {
      refuse(answer, 403);
      return;
    }
    const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = asked.headers;
    const onward = request(
      {
        host: address,
        port: url.port === '' ? 80 : url.port,
        path: `${url.pathname}${url.search}`,
        method: asked.method,
        headers: { ...headers, host: url.host, connection: 'close' },
        agent: false,
      },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
        reply.on('error', () => answer.destroy());
      },
    );
    onward.on('error', (fault: NodeJS.ErrnoException) => this.#lost(answer, fault));
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  }

  /** A connection that FFmpeg cannot make must look to it as if it had tried itself. */
  #lost(answer: ServerResponse, fault: NodeJS.ErrnoException): void {
    if (answer.headersSent || fault.code === undefined) {
      answer.destroy();
    } else {
      refuse(answer, 502);
    }
  }

  async #tunnel(asked: IncomingMessage, client: Socket): Promise<void> {
    client.on('error', () => client.destroy());
    const source = this.#sourceOf(asked);
    if (source === undefined) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="vigie"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const url = new URL(`http://${asked.url ?? ''}`);
    const address = await this.#check(url.hostname, source);
    if (address === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const far = connect({ host: address, port: url.port === '' ? 80 : Number(url.port) });
    for (const socket of [client, far]) {
      this.#tunnels.add(socket);
      socket.on('close', () => this.#tunnels.delete(socket));
    }
    far.once('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.pipe(client);
      client.pipe(far);
    });
    far.on('error', () => client.destroy());
    far.on('close', () => client.destroy());
    client.on('close', () => far.destroy());
  }

  async #check(host: string, source: string): Promise<string | undefined> {
    try {
      return await checkHost(host, host, this.#guard);
    } catch {
      this.#refused.add(source);
      return undefined;
    }
  }
}

function refuse(answer: ServerResponse, status: number): void {
  answer.writeHead(status, { 'Content-Length': 0, Connection: 'close' });
  answer.end();
}
