import { createHash, randomBytes } from 'node:crypto';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Regime } from '#foundation/legal-gate.ts';
import { nearest } from '#foundation/nearest.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { KeyRow, KeyStore } from './key-store.ts';
import { keyScopes, type Permission, scopesOf } from './permissions.ts';
import type { StoredScope } from './rights-store.ts';

/** What a key stands for. */
export interface KeyHolder {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly cameras: StoredScope;
  readonly regime: Regime;
}

/** Keys for programs. */
export interface KeyService {
  /** Makes a key and answers it; it cannot be read again. */
  create(input: {
    readonly name: string;
    readonly scopes: readonly string[];
    readonly expiresInDays?: number | undefined;
    /** the cameras it reads of; all when absent */
    readonly cameras?: StoredScope | undefined;
    readonly createdBy?: string | undefined;
    /** the law whose data it reads, never of both; the GDPR when absent */
    readonly regime?: Regime | undefined;
  }): Promise<string>;
  list(): Promise<readonly KeyRow[]>;
  remove(name: string): Promise<void>;
  /** Whom a key stands for; none when it is unknown or expired. */
  holderOf(key: string): Promise<KeyHolder | undefined>;
}

interface KeyParts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: KeyStore;
  readonly clock: Clock;
  readonly audit: Audit;
}

const prefix = 'vigie_';
const everyCamera: StoredScope = { communes: null, groups: null };
const dayMs = 24 * 3_600_000;
/** A use is noted at most so often: a scraped key must not write at each request. */
const noteEveryMs = 60_000;

/** Makes the service of API keys. */
export function createKeyService({ unitOfWork, reader, store, clock, audit }: KeyParts): KeyService {
  return {
    create: ({ name, scopes, expiresInDays, cameras = everyCamera, createdBy, regime = 'rgpd' }) =>
      unitOfWork(async (tx) => {
        checkScopes(scopes);
        if ((await store.findByName(tx, name)) !== undefined)
          throw new VigieError('conflict', `A key named "${name}" exists`, { fix: 'choose another name' });
        const key = prefix + randomBytes(32).toString('base64url');
        const createdAt = new Date(clock());
        const expiresAt = expiresInDays === undefined ? null : new Date(clock() + expiresInDays * dayMs);
        const id = await store.insert(tx, {
          name,
          hash: hashOf(key),
          scopes,
          createdAt,
          expiresAt,
          cameras,
          createdBy: createdBy ?? null,
          regime,
        });
        const details = { scopes, cameras, regime, expiresAt: expiresAt?.toISOString() ?? null };
        await audit(tx, { action: 'key.create', subject: { kind: 'key', id, name }, details });
        return key;
      }),
    list: () => store.list(reader),
    remove: (name) =>
      unitOfWork(async (tx) => {
        const key = await store.findByName(tx, name);
        if (key === undefined || !(await store.remove(tx, name)))
          throw new VigieError('not-found', `No key is named "${name}"`);
        await audit(tx, { action: 'key.delete', subject: { kind: 'key', id: key.id, name } });
      }),
    async holderOf(key) {
      if (!key.startsWith(prefix)) return undefined;
      const row = await store.find(reader, hashOf(key));
      const now = clock();
      if (row === undefined || (row.expiresAt?.getTime() ?? Infinity) <= now) return undefined;
      if ((row.lastUsedAt?.getTime() ?? 0) < now - noteEveryMs) {
        await unitOfWork((tx) => store.touch(tx, row.id, new Date(now)));
      }
      return { id: row.id, name: row.name, scopes: scopesOf(row.scopes), cameras: row, regime: row.regime };
    },
  };
}

function checkScopes(scopes: readonly string[]): void {
  for (const scope of scopes) {
    if (keyScopes.some((known) => known === scope)) continue;
    const meant = nearest(scope, keyScopes);
    const hint = meant === undefined ? '' : `did you mean ${meant}? `;
    throw invalidField('scope', `"${scope}" is no scope of a key`, `${hint}Known: ${keyScopes.join(', ')}`);
  }
  if (scopes.length === 0) throw invalidField('scope', 'is required', `give one of: ${keyScopes.join(', ')}`);
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
