import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The keys of a browser, with which only it reads its messages. */
export interface BrowserKeys {
  readonly p256dh: string;
  readonly auth: string;
  /** What the browser reads in a message: RFC 8291 over RFC 8188. */
  read(message: Buffer): string;
}

/** Makes keys as a browser does when it subscribes. */
export function makeBrowserKeys(): BrowserKeys {
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const auth = randomBytes(16);
  return {
    p256dh: browser.getPublicKey('base64url'),
    auth: auth.toString('base64url'),
    read(message) {
      const salt = message.subarray(0, 16);
      const sender = message.subarray(21, 21 + (message[20] ?? 0));
      const sealed = message.subarray(21 + sender.length);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
      const key = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32));
      const content = Buffer.from(hkdfSync('sha256', key, salt, 'Content-Encoding: aes128gcm\0', 16));
      const nonce = Buffer.from(hkdfSync('sha256', key, salt, 'Content-Encoding: nonce\0', 12));
      const decipher = createDecipheriv('aes-128-gcm', content, nonce);
      decipher.setAuthTag(sealed.subarray(-16));
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      // The last record ends with 2 and padding.
      return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
    },
  };
}

/** A push service for one browser. */
export interface PushService {
  readonly endpoint: string;
  readonly keys: Pick<BrowserKeys, 'p256dh' | 'auth'>;
  /** what came, as the browser reads it, the oldest first */
  readonly messages: readonly string[];
  stop(): Promise<void>;
}

/** Starts a push service that takes every message. */
export async function startPushService(): Promise<PushService> {
  const keys = makeBrowserKeys();
  const messages: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      messages.push(keys.read(Buffer.concat(chunks)));
      response.writeHead(201).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/push/1`,
    keys: { p256dh: keys.p256dh, auth: keys.auth },
    messages,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
