import { type AddressInfo, connect as connectPlain, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** The camera a relay leads to: its checked address, and its name for TLS. */
export interface RelayTarget {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly tls: boolean;
}

/** A status line that sends FFmpeg elsewhere, in all the ways FFmpeg reads one. */
const redirect = /RTSP\/\S*\s+\+?0*3\d\d/;
const longestLine = 8192;
/** All that a camera may say before it sends pictures: FFmpeg reads a reply whose lines never end for ever. */
const longestTalk = 1_000_000;

/**
 * Leads one RTSP session of FFmpeg to one checked address. FFmpeg follows redirects by itself and asks nobody;
 * here a redirect ends the session. TLS is spoken by the relay, so that it can see one.
 */
export class RtspRelay {
  readonly #target: RelayTarget;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #waiting: Socket | undefined;
  /** true once the camera tried to send FFmpeg elsewhere */
  redirected = false;

  private constructor(target: RelayTarget, first: Socket) {
    this.#target = target;
    this.#waiting = first;
    this.#sockets.add(first);
    this.#server = createServer((near) => this.#join(near));
  }

  /** Connects to the camera; rejects with the system's error when it cannot be reached in time. */
  static async open(target: RelayTarget, timeoutMs: number, signal: AbortSignal): Promise<RtspRelay> {
    const relay = new RtspRelay(target, await dialInTime(target, timeoutMs, signal));
    await new Promise<void>((resolve, reject) => {
      relay.#server.once('error', reject);
      relay.#server.listen(0, '127.0.0.1', resolve);
    });
    return relay;
  }

  /** Where FFmpeg connects to. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends the session. */
  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  #join(near: Socket): void {
    const far = this.#waiting ?? dial(this.#target);
    this.#waiting = undefined;
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.on('close', () => this.#part(near, far));
    far.on('close', () => this.#part(far, near));
    this.#watchReplies(near, far);
    near.pipe(far);
  }

  /** Until FFmpeg asks for the pictures, each reply is read before FFmpeg sees the end of its line. */
  #watchReplies(near: Socket, far: Socket): void {
    let line = '';
    let talk = 0;
    const read = (chunk: Buffer) => {
      const text = line + chunk.toString('latin1').replaceAll('\r', '');
      line = text.slice(text.lastIndexOf('\n') + 1);
      talk += chunk.length;
      if (redirect.test(text) || line.length > longestLine) {
        this.redirected = true;
        this.stop();
        return;
      }
      if (talk > longestTalk) {
        this.stop();
        return;
      }
      near.write(chunk);
    };
    const asked = (chunk: Buffer) => {
      if (chunk.toString('latin1').startsWith('PLAY ')) {
        near.off('data', asked);
        far.off('data', read);
        far.pipe(near);
      }
    };
    far.on('data', read);
    near.on('data', asked);
  }

  #part(gone: Socket, other: Socket): void {
    this.#sockets.delete(gone);
    this.#sockets.delete(other);
    other.end();
  }
}

function dial(target: RelayTarget): Socket {
  const { host, port } = target;
  // Cameras sign their own certificates: TLS hides the pictures on their way, it does not prove who sends them.
  return target.tls
    ? connectTls({
        host,
        port,
        rejectUnauthorized: false,
        ...(/^[\d.]+$|:/.test(target.name) ? {} : { servername: target.name }),
      })
    : connectPlain({ host, port });
}

/** Connects, or rejects with the system's error; an abort or the end of the time rejects too. */
export function dialInTime(target: RelayTarget, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = dial(target);
    const fail = (fault: Error) => {
      settle();
      socket.destroy();
      reject(fault);
    };
    const abort = () => fail(new Error('aborted'));
    const timer = setTimeout(
      () => fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
      timeoutMs,
    );
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.off('error', fail);
    };
    socket.once('error', fail);
    socket.once(target.tls ? 'secureConnect' : 'connect', () => {
      settle();
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    signal.addEventListener('abort', abort);
    if (signal.aborted) {
      abort();
    }
  });
}
