import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { PasskeyCeremony, RelyingParty } from './ports.ts';
import type { Holder } from './second-factor-service.ts';
import type { SecondFactorStore } from './second-factor-store.ts';
import type { SessionStore } from './session-store.ts';

/** Passkeys: what a person holds, opened by a finger or a number, is two factors in one step. */
export interface PasskeyService {
  registrationOptions(holder: Holder, at: RelyingParty): Promise<object>;
  register(
    holder: Holder,
    at: RelyingParty,
    input: { readonly name: string; readonly response: object },
  ): Promise<void>;
  remove(holder: Holder, id: string): Promise<void>;
  signInOptions(at: RelyingParty): Promise<object>;
  /** The person whose passkey answered; throws `unauthenticated`. */
  signIn(at: RelyingParty, response: { readonly id: string }): Promise<string>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: SecondFactorStore;
  readonly sessions: Pick<SessionStore, 'strengthen'>;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly ceremony: PasskeyCeremony;
}

const challengeLifeMs = 5 * 60_000;
const mostChallenges = 10_000;
const mostPasskeys = 10;

/** Makes the service of passkeys. */
export function createPasskeyService(parts: Parts): PasskeyService {
  const { unitOfWork, reader, store, clock, ceremony } = parts;
  const challenges = createChallenges(clock);
  return {
    async registrationOptions({ id, email, name }, at) {
      const known = (await store.passkeysOf(reader, id)).map((passkey) => passkey.id);
      const person = { id, email, name };
      return challenges.issued(id, await ceremony.registrationOptions(at, { person, known }));
    },
    async register(holder, at, { name, response }) {
      const passkey = await ceremony.register(at, response, (challenge) =>
        challenges.take(holder.id, challenge),
      );
      if (passkey === undefined) throw new VigieError('invalid', 'The passkey could not be checked');
      await unitOfWork(async (tx) => {
        if ((await store.passkeysOf(tx, holder.id)).length >= mostPasskeys)
          throw new VigieError('conflict', `${mostPasskeys} passkeys are the most`, {
            fix: 'remove one first',
          });
        const createdAt = new Date(clock());
        await store.insertPasskey(tx, { ...passkey, personId: holder.id, name, createdAt, lastUsedAt: null });
        await parts.sessions.strengthen(tx, holder.sessionId);
        await record(parts, tx, 'person.second-factor', holder);
      });
    },
    remove: (holder, id) =>
      unitOfWork(async (tx) => {
        if (!(await store.removePasskey(tx, holder.id, id)))
          throw new VigieError('not-found', 'There is no such passkey');
        await record(parts, tx, 'person.second-factor-remove', holder);
      }),
    signInOptions: async (at) => challenges.issued('', await ceremony.signInOptions(at)),
    async signIn(at, response) {
      const passkey = await store.findPasskey(reader, response.id);
      const counter =
        passkey &&
        (await ceremony.signIn(at, {
          passkey,
          response,
          isOurs: (challenge) => challenges.take('', challenge),
        }));
      if (passkey === undefined || counter === undefined)
        throw new VigieError('unauthenticated', 'This passkey is not known here');
      await unitOfWork((tx) => store.notePasskey(tx, passkey.id, counter, new Date(clock())));
      return passkey.personId;
    },
  };
}

function record({ audit }: Parts, tx: Tx, action: string, { id, name }: Holder): Promise<void> {
  return audit(tx, { action, subject: { kind: 'person', id, name }, details: { kind: 'passkey' } });
}

/** Challenges that were given out and not answered yet: each is good once, for its purpose, for minutes. */
function createChallenges(clock: Clock) {
  const open = new Map<string, { readonly purpose: string; readonly untilMs: number }>();
  return {
    issued<Options extends { readonly challenge: string }>(purpose: string, options: Options): Options {
      for (const [challenge, { untilMs }] of open) {
        if (untilMs > clock() && open.size < mostChallenges) break;
        open.delete(challenge);
      }
      open.set(options.challenge, { purpose, untilMs: clock() + challengeLifeMs });
      return options;
    },
    take(purpose: string, challenge: string): boolean {
      const found = open.get(challenge);
      open.delete(challenge);
      return found !== undefined && found.purpose === purpose && found.untilMs > clock();
    },
  };
}
