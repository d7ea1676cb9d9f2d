import type { Actor, AuditEntry } from '#foundation/audit.ts';

/** What a line says; its text in canonical JSON is what the hash covers. */
export interface AuditContent {
  /** milliseconds since 1970 */
  readonly at: number;
  readonly actor: Actor;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly name?: string };
  readonly cameraId?: number;
  readonly motive?: string;
  readonly span?: { readonly fromMs: number; readonly toMs: number };
  readonly recipient?: string;
  readonly details?: unknown;
}

const mostText = 2000;
const mostDetails = 16_000;
const mask = '***';

const unreadable = '\ufffd';
const loneHalf = /\p{Surrogate}/gu;

const secretKey = /pass(word|wd|phrase)?$|^pwd$|secret|token|authorization|cookie|private_?key|^otp$/i;
const userPart = /\b([a-z][a-z0-9+.-]*:\/\/[^/\s:@]*):[^/\s]*@/gi;
const secretQuery = /([?&](?:password|passwd|pwd|pass|token|key|secret|auth)=)([^&#\s]*)/gi;
const bearer = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;

/** Makes the content of a line: secrets that slipped in become `***`, texts are bounded. */
export function contentOf(entry: AuditEntry, actor: Actor, atMs: number): AuditContent {
  const { subject, cameraId, motive, span, recipient, details } = entry;
  return {
    at: Math.round(atMs),
    actor: {
      kind: actor.kind,
      id: clean(actor.id),
      name: clean(actor.name),
      ...(actor.role === undefined ? {} : { role: actor.role }),
    },
    action: entry.action,
    subject: {
      kind: subject.kind,
      id: clean(String(subject.id)),
      ...(subject.name === undefined ? {} : { name: clean(subject.name) }),
    },
    ...(cameraId === undefined ? {} : { cameraId }),
    ...(motive === undefined ? {} : { motive: clean(motive) }),
    ...(span === undefined ? {} : { span: { fromMs: Math.round(span.fromMs), toMs: Math.round(span.toMs) } }),
    ...(recipient === undefined ? {} : { recipient: clean(recipient) }),
    ...(details === undefined ? {} : { details: bounded(withoutSecrets(details)) }),
  };
}

/** A text without secrets, without characters the database refuses, of bounded length. */
function clean(text: string): string {
  const whole = text
    .replaceAll('\u0000', unreadable)
    .replace(loneHalf, unreadable)
    .replace(userPart, `$1:${mask}@`)
    .replace(secretQuery, `$1${mask}`)
    .replace(bearer, `$1 ${mask}`);
  return whole.length > mostText ? `${whole.slice(0, mostText).replace(loneHalf, '')}…` : whole;
}

/** Plain data with `***` in place of what a secret's name or form gives away. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== 'object') return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return withoutSecrets(value.toJSON());
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .map(([key, content]) => [clean(key), secretKey.test(key) ? mask : withoutSecrets(content)]),
  );
}

function bounded(details: unknown): unknown {
  const { length } = JSON.stringify(details) ?? '';
  return length > mostDetails ? { cut: true, characters: length } : details;
}
