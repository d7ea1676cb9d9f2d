import { isIP } from 'node:net';
import { sql } from 'kysely';
import type { Database } from '#database/database.ts';
import { queries } from '#database/queries.ts';
import type { ReadSecurityFacts } from '#features/compliance/ports.ts';
import { territoryId } from './accounts.ts';
import type { Config } from './config.ts';
import { isSecure, version } from './server.ts';

interface SecurityFactsParts {
  readonly config: Config;
  readonly database: Pick<Database, 'kind' | 'version' | 'protectsLog'>;
  readonly url: () => string;
}

/** Makes the reader of how this instance stands: settings, database and numbers, never a name or a secret. */
export function createSecurityFacts({ config, database, url }: SecurityFactsParts): ReadSecurityFacts {
  return async (tx) => {
    const { rows: people } = await sql<{ role: string; count: number }>`
      SELECT role, count(*)::int AS count FROM person
       WHERE territory_id = ${territoryId} AND suspended_at IS NULL GROUP BY role ORDER BY role`.execute(
      queries(tx),
    );
    const { rows: keys } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM api_key WHERE territory_id = ${territoryId}`.execute(queries(tx));
    const { kind, version: server, protectsLog } = database;
    return {
      version: version(),
      database: { kind, version: server, protectsLog },
      listener: {
        url: url(),
        isEncrypted: isSecure(config),
        isLocalOnly: isLoopback(config.server.host),
      },
      networks: { cameras: config.network.cameras },
      secondFactor: { roles: config.accounts.secondFactor },
      hasProvider: config.accounts.oidc !== undefined,
      people,
      keys: keys[0] ?? { count: 0 },
    };
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
