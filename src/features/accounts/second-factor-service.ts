import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { SecondFactorStore } from './second-factor-store.ts';
import type { SessionStore } from './session-store.ts';
import type { SignInGuard } from './sign-in-guard.ts';

/** Keeps a secret so that who reads the database cannot read it. */
export interface Seal {
  close(text: string): string;
  /** Throws when the text was not closed by this seal. */
  open(sealed: string): string;
}

/** A person with the session in which they ask. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
}

/** What a person has set up. */
export interface SecondFactors {
  readonly authenticator: boolean;
  readonly recoveryCodes: number;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly createdAt: string;
    readonly lastUsedAt: string | null;
  }[];
}

/** Codes of an authenticator (RFC 6238), and recovery codes for the day it is lost. */
export interface SecondFactorService {
  of(personId: string): Promise<SecondFactors>;
  /** A new secret, to be confirmed by a code; throws `conflict` while an authenticator stands. */
  begin(holder: Holder): Promise<{ readonly secret: string; readonly uri: string }>;
  /** Answers the recovery codes, once. */
  confirm(holder: Holder, code: string): Promise<readonly string[]>;
  /** Takes a code of the authenticator or a recovery code, each good once. */
  verify(holder: Holder, code: string): Promise<void>;
  removeAuthenticator(holder: Holder): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: SecondFactorStore;
  readonly sessions: Pick<SessionStore, 'strengthen' | 'endOthers'>;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly seal: Seal;
  readonly guard: SignInGuard;
}

const stepMs = 30_000;
const recoveryCodeCount = 10;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Makes the service of authenticators and recovery codes. */
export function createSecondFactorService(parts: Parts): SecondFactorService {
  const { unitOfWork, reader, store, clock } = parts;
  return {
    async of(personId) {
      const authenticator = await store.authenticatorOf(reader, personId);
      const passkeys = await store.passkeysOf(reader, personId);
      return {
        authenticator: authenticator?.isConfirmed === true,
        recoveryCodes: await store.countRecoveryCodes(reader, personId),
        passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
          id,
          name,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
      };
    },
    begin: (holder) =>
      unitOfWork(async (tx) => {
        if ((await store.authenticatorOf(tx, holder.id))?.isConfirmed === true)
          throw new VigieError('conflict', 'An authenticator is set up already', { fix: 'remove it first' });
        const secret = toBase32(randomBytes(20));
        await store.putAuthenticator(tx, holder.id, parts.seal.close(secret));
        const label = encodeURIComponent(`Vigie:${holder.email}`);
        return { secret, uri: `otpauth://totp/${label}?secret=${secret}&issuer=Vigie` };
      }),
    async confirm(holder, code) {
      return await guarded(parts, holder, () =>
        unitOfWork(async (tx) => {
          if (!(await takeCode(parts, tx, holder.id, code, { isNew: true }))) return undefined;
          const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
          await store.confirmAuthenticator(tx, holder.id, new Date(clock()));
          await store.putRecoveryCodes(
            tx,
            holder.id,
            codes.map((one) => hashOf(holder.id, one)),
          );
          await strengthen(parts, tx, holder, 'person.second-factor', { kind: 'authenticator' });
          await parts.sessions.endOthers(tx, holder.id, holder.sessionId);
          return codes;
        }),
      );
    },
    async verify(holder, code) {
      await guarded(parts, holder, () => unitOfWork((tx) => prove(parts, tx, holder, code)));
    },
    removeAuthenticator: (holder) =>
      unitOfWork(async (tx) => {
        await store.removeAuthenticator(tx, holder.id);
        const subject = { kind: 'person', id: holder.id, name: holder.name };
        await parts.audit(tx, {
          action: 'person.second-factor-remove',
          subject,
          details: { kind: 'authenticator' },
        });
      }),
  };
}

/** True when the code was good; it is none any more. */
async function prove(parts: Parts, tx: Tx, holder: Holder, code: string): Promise<true | undefined> {
  if (/^\d{6}$/.test(squeezed(code))) {
    if (!(await takeCode(parts, tx, holder.id, code, { isNew: false }))) return undefined;
    await parts.sessions.strengthen(tx, holder.sessionId);
    return true;
  }
  if (!(await parts.store.takeRecoveryCode(tx, holder.id, hashOf(holder.id, code)))) return undefined;
  await strengthen(parts, tx, holder, 'person.recovery-code', {});
  return true;
}

async function strengthen(
  { sessions, audit }: Parts,
  tx: Tx,
  { id, name, sessionId }: Holder,
  action: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sessions.strengthen(tx, sessionId);
  await audit(tx, { action, subject: { kind: 'person', id, name }, details });
}

/** Six digits are soon guessed: whoever errs waits, and a wrong code is told like a used one. */
async function guarded<Result>(
  { guard, clock }: Parts,
  { id }: Holder,
  work: () => Promise<Result | undefined>,
): Promise<Result> {
  const names = [`second-factor:${id}`];
  guard.check(names, clock());
  const result = await work();
  if (result === undefined) {
    guard.failed(names, clock());
    throw invalidField('code', 'is wrong or was used', 'wait for the next code of the authenticator');
  }
  guard.succeeded(names);
  return result;
}

async function takeCode(
  { store, seal, clock }: Parts,
  tx: Tx,
  personId: string,
  code: string,
  { isNew }: { readonly isNew: boolean },
): Promise<boolean> {
  const stored = await store.authenticatorOf(tx, personId);
  if (stored === undefined || stored.isConfirmed === isNew) return false;
  const secret = fromBase32(seal.open(stored.secret));
  const now = Math.floor(clock() / stepMs);
  const step = [now, now - 1, now + 1].find((one) => isSame(codeAt(secret, one), squeezed(code)));
  return step !== undefined && (await store.takeStep(tx, personId, step));
}

/** The six digits of a step of time (RFC 4226 §5.3, RFC 6238 §4). */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The bytes of a secret as people type it. */
export function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => base32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

const squeezed = (code: string): string => code.replaceAll(/[\s-]/g, '').toLowerCase();
const hashOf = (personId: string, code: string): string =>
  createHash('sha256')
    .update(`${personId} ${squeezed(code)}`)
    .digest('hex');
const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Sixteen letters and digits that are not mistaken for each other: 79 bits. */
function newRecoveryCode(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-');
}
