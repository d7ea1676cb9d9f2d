import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

/** How the server behaves. */
export interface MailServerWishes {
  /** encrypted from the first byte, by a certificate that nobody knows */
  readonly secure?: boolean;
  /** the name and password it wants; none when absent */
  readonly login?: { readonly username: string; readonly password: string };
  /** status that a step is refused with, such as 550 */
  readonly refuses?: Partial<Record<'sender' | 'content', number>>;
  /** answers to a recipient with a status, undefined: welcome */
  readonly recipient?: (address: string) => number | undefined;
}

/** A real SMTP server on the loopback address. */
export interface MailServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  stop(): Promise<void>;
}

const refusal = (status: number): Error => Object.assign(new Error('refused'), { responseCode: status });

/** Starts a server that takes mail, but what it was told to refuse. */
export async function startMailServer(wishes: MailServerWishes = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const { login, refuses = {}, recipient = () => undefined } = wishes;
  const answer = (status: number | undefined, done: (error?: Error | null) => void): void =>
    done(status === undefined ? null : refusal(status));
  const server = new SMTPServer({
    secure: wishes.secure === true,
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: [
      ...(wishes.secure === true ? [] : ['STARTTLS']),
      ...(login === undefined ? ['AUTH'] : []),
    ],
    onAuth: ({ username, password }, _session, done) =>
      username === login?.username && password === login?.password
        ? done(null, { user: username })
        : done(refusal(535)),
    onMailFrom: (_address, _session, done) => answer(refuses.sender, done),
    onRcptTo: ({ address }, _session, done) => answer(recipient(address), done),
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refuses.content === undefined)
          received.push({
            from: mailFrom === false ? '' : (mailFrom?.address ?? ''),
            to: rcptTo.map(({ address }) => address),
            source: Buffer.concat(chunks).toString('utf8'),
          });
        answer(refuses.content, done);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
