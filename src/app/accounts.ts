import { hashSessionPassword } from '#adapters/better-auth/sessions.ts';
import type { Database } from '#database/database.ts';
import { type AccountService, createAccountService } from '#features/accounts/account-service.ts';
import { createAccountStore } from '#features/accounts/account-store.ts';
import { createKeyService, type KeyService } from '#features/accounts/key-service.ts';
import { createKeyStore } from '#features/accounts/key-store.ts';

/** The territory of this instance: the one the first migration makes. */
export const territoryId = 1;

/** People and keys of a database. */
export interface Accounts {
  readonly accounts: AccountService;
  readonly keys: KeyService;
}

/** Wires people and keys to their tables. */
export function createAccounts({ unitOfWork, reader }: Pick<Database, 'unitOfWork' | 'reader'>): Accounts {
  const clock = Date.now;
  return {
    accounts: createAccountService({
      unitOfWork,
      reader,
      clock,
      store: createAccountStore(territoryId),
      hashPassword: hashSessionPassword,
    }),
    keys: createKeyService({ unitOfWork, reader, clock, store: createKeyStore(territoryId) }),
  };
}
