import { hashSessionPassword } from '#adapters/better-auth/sessions.ts';
import { passkeyCeremony } from '#adapters/webauthn/passkeys.ts';
import type { Database } from '#database/database.ts';
import { type AccountService, createAccountService } from '#features/accounts/account-service.ts';
import { createAccountStore } from '#features/accounts/account-store.ts';
import type { HabilitationInput } from '#features/accounts/habilitation-schema.ts';
import { createKeyService, type KeyService } from '#features/accounts/key-service.ts';
import { createKeyStore } from '#features/accounts/key-store.ts';
import { createPasskeyService, type PasskeyService } from '#features/accounts/passkey-service.ts';
import { createPeopleService, type PeopleService } from '#features/accounts/people-service.ts';
import { createPeopleStore } from '#features/accounts/people-store.ts';
import { createPlaceService, type PlaceService } from '#features/accounts/place-service.ts';
import { createPlaceStore } from '#features/accounts/place-store.ts';
import { createProposalStore } from '#features/accounts/proposal-store.ts';
import {
  createRightsService,
  type RightsService,
  type SecondFactorSettings,
} from '#features/accounts/rights-service.ts';
import { createRightsStore } from '#features/accounts/rights-store.ts';
import {
  createSecondFactorService,
  type SecondFactorService,
} from '#features/accounts/second-factor-service.ts';
import { createSecondFactorStore } from '#features/accounts/second-factor-store.ts';
import { createSessionService, type SessionService } from '#features/accounts/session-service.ts';
import { createSessionStore } from '#features/accounts/session-store.ts';
import { createSignInGuard, type SignInGuard } from '#features/accounts/sign-in-guard.ts';
import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Config } from './config.ts';
import { createSeal } from './seal.ts';

/** The territory of this instance: the one the first migration makes. */
export const territoryId = 1;

/** People, their rights and keys of a database. */
export interface Accounts {
  readonly accounts: AccountService;
  readonly people: PeopleService;
  readonly places: PlaceService;
  readonly rights: RightsService;
  readonly openSessions: SessionService;
  readonly keys: KeyService;
}

/** What accounts work with besides the database. */
export interface AccountOptions {
  readonly audit: Audit;
  readonly secondFactor: SecondFactorSettings;
  readonly events?: Pick<EventBus<Events>, 'publish'>;
  /** for the first operator, where the form gives no habilitation */
  readonly usualHabilitation?: HabilitationInput | undefined;
}

/** Who must have a second factor, of the settings. */
export const secondFactorOf = ({ accounts }: Pick<Config, 'accounts'>): SecondFactorSettings => ({
  roles: accounts.secondFactor,
  graceDays: accounts.secondFactorGraceDays,
});

/** Wires people and keys to their tables. */
export function createAccounts(
  { unitOfWork, reader }: Pick<Database, 'unitOfWork' | 'reader'>,
  { audit, secondFactor, events, usualHabilitation }: AccountOptions,
): Accounts {
  const base = { unitOfWork, reader, clock: Date.now, audit };
  const accountStore = createAccountStore(territoryId);
  const people = createPeopleService({
    ...base,
    store: createPeopleStore(territoryId),
    proposals: createProposalStore(territoryId),
    events,
    isEmailTaken: async (tx, email) => (await accountStore.findPersonByEmail(tx, email)) !== undefined,
  });
  return {
    people,
    accounts: createAccountService({
      ...base,
      store: accountStore,
      hashPassword: hashSessionPassword,
      grantIn: people.grantIn,
      usualHabilitation,
    }),
    places: createPlaceService({ ...base, store: createPlaceStore(territoryId) }),
    rights: createRightsService({ ...base, store: createRightsStore(territoryId), secondFactor }),
    openSessions: createSessionService({ ...base, store: createSessionStore() }),
    keys: createKeyService({ ...base, store: createKeyStore(territoryId) }),
  };
}

/** What proves people at the door. */
export interface Proofs {
  readonly secondFactors: SecondFactorService;
  readonly passkeys: PasskeyService;
  readonly guard: SignInGuard;
}

/** Wires second factors and passkeys to their tables; their secrets are sealed with the secret of the instance. */
export function createProofs(
  { unitOfWork, reader }: Pick<Database, 'unitOfWork' | 'reader'>,
  { audit, secret }: { readonly audit: Audit; readonly secret: string },
): Proofs {
  const guard = createSignInGuard();
  const base = { unitOfWork, reader, clock: Date.now, audit, guard };
  const parts = { ...base, store: createSecondFactorStore(), sessions: createSessionStore() };
  return {
    guard,
    secondFactors: createSecondFactorService({ ...parts, seal: createSeal(secret, 'authenticators') }),
    passkeys: createPasskeyService({ ...parts, ceremony: passkeyCeremony }),
  };
}
