import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { Mail, MailServer, ReachHost, SendFault, SendMail } from '#features/notifications/ports.ts';
import { connectionFault } from '#foundation/connection-fault.ts';

const patience = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 5000,
};
/** For all of it, whatever a server answers and however slowly. */
const deadlineMs = 45_000;

/** Makes the sending of mail; the connection goes to the address that was checked and to no other. */
export function createSendMail(reach: ReachHost, mostMs = deadlineMs): SendMail {
  return async (server, password, mail) => {
    const reached = await reach(server.host);
    if ('fault' in reached) return { ...reached.fault, scope: 'channel' };
    if (server.security === 'none' && !reached.isOwnNetwork)
      return {
        code: 'no-encryption',
        detail: 'mail would cross the internet in the clear',
        scope: 'channel',
      };
    const transport = createTransport(transportOf(server, reached.address, password));
    try {
      await transport.sendMail({ ...envelopeOf(server, mail), signal: AbortSignal.timeout(mostMs) });
      return undefined;
    } catch (error) {
      return faultOf(error);
    } finally {
      transport.close();
    }
  };
}

function transportOf(server: MailServer, address: string, password: string | undefined): object {
  const { host, port, security, user } = server;
  return {
    host: address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // The name, not the address, is what the certificate must be for.
    tls: { minVersion: 'TLSv1.2', ...(isIP(host) === 0 ? { servername: host } : {}) },
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  };
}

function envelopeOf({ from }: MailServer, mail: Mail): object {
  return {
    from: { name: mail.fromName, address: from },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    messageId: `<${mail.key}@${from.split('@')[1] ?? 'vigie'}>`,
    ...(mail.isUrgent ? { priority: 'high' as const } : {}),
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

function faultOf(thrown: unknown): SendFault {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as SmtpError;
  const { code, responseCode } = error;
  const detail = responseCode === undefined ? (code ?? error.name) : `SMTP ${responseCode}`;
  if (code === 'EAUTH' || responseCode === 535 || responseCode === 530)
    return { code: 'wrong-password', detail, scope: 'channel' };
  const connection = connectionFault(error);
  if (connection !== undefined) return { code: connection, detail, scope: 'channel' };
  const refusal = refusalOf(error, detail);
  if (refusal !== undefined) return refusal;
  if (responseCode !== undefined) return { code: 'answer', detail, scope: 'channel' };
  return { code: 'other', detail, scope: 'channel' };
}

/** What the server says no to: its own service, this recipient, or this mail. */
function refusalOf({ code, responseCode, command }: SmtpError, detail: string): SendFault | undefined {
  // 421: the server closes (RFC 5321, 4.2.2); a sender it refuses is the same for every mail.
  if (responseCode === 421 || command === 'MAIL FROM') return { code: 'answer', detail, scope: 'channel' };
  // It has read this mail and wants none like it: the next one may be right.
  if (command === 'DATA') return { code: 'answer', detail, scope: 'message' };
  if (code !== 'EENVELOPE' && command?.startsWith('RCPT') !== true) return undefined;
  // 5xx: the mailbox does not exist or refuses; 4xx: it is full or waits (RFC 5321, 4.2.1).
  return {
    code: 'receiver',
    detail,
    scope: 'message',
    isFinal: responseCode === undefined || responseCode >= 500,
  };
}
