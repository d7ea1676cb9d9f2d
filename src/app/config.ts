import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, YAMLParseError } from 'yaml';
import type { Role } from '#features/accounts/permissions.ts';
import { cidrFault } from '#foundation/allowed-addresses.ts';
import { type Fault, invalid, messageOf } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import { ConfigFile } from './config-schema.ts';
import { type Environment, readEnvironment } from './environment.ts';

/** Settings of the process, complete: defaults filled in, paths absolute. */
export interface Config {
  readonly server: {
    readonly host: string;
    readonly port: number;
    /** the address people type, without a slash at its end */
    readonly publicUrl: string | undefined;
    readonly tls: { readonly certificate: string; readonly key: string } | undefined;
    readonly trustProxy: boolean;
    /** with `trustProxy`: the only addresses whose X-Forwarded-… headers count */
    readonly proxies: readonly string[];
  };
  readonly data: { readonly directory: string };
  /** a PostgreSQL server; undefined: the embedded one, in the data directory */
  readonly database: {
    readonly url: string | undefined;
    /** the same server for the role that owns the tables */
    readonly ownerUrl: string | undefined;
  };
  /** how long lines of who did what are kept */
  readonly audit: { readonly keepMonths: number };
  readonly sources: {
    readonly directory: string;
    /** `auto`, `none`, or one by FFmpeg's name */
    readonly hardwareDecoding: string;
    /** what makes live video: `auto`, `none`, or an encoder of H.264 by FFmpeg's name */
    readonly videoEncoding: string;
  };
  readonly network: { readonly cameras: readonly string[]; readonly outgoing: readonly string[] };
  readonly models: {
    readonly name: string;
    readonly directory: string;
    readonly provider: string;
    /** `auto`: the faster on this machine, where the INT8 form finds the same */
    readonly precision: 'auto' | 'fp32' | 'int8';
    /** undefined: shared out over the cores */
    readonly threads: number | undefined;
    /** undefined: one a core, started as they are needed */
    readonly workers: number | undefined;
  };
  readonly analysis: {
    /** megabytes the analysis process may hold before it is started anew; undefined: a share of the machine's */
    readonly memoryMb: number | undefined;
  };
  readonly replay: {
    /** largest clip on which a rule may be tried, megabytes */
    readonly clipMb: number;
    /** longest time for which a rule may be tried on a live camera */
    readonly minutes: number;
  };
  readonly accounts: {
    /** roles that must have a second factor */
    readonly secondFactor: readonly Role[];
    /** days after the first sign-in during which they may go without one */
    readonly secondFactorGraceDays: number;
    /** a provider of identities that people may sign in with */
    readonly oidc:
      | {
          readonly issuer: string;
          readonly clientId: string;
          readonly clientSecret: string;
          readonly asksSecondFactor: boolean;
        }
      | undefined;
  };
  /** a rule pack of the territory's own, and the public key that signed it; undefined: the released one */
  readonly law: { readonly file: string; readonly key: string } | undefined;
  readonly map: { readonly styleUrl: string | undefined };
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' };
}

/** Where settings are read, besides the file: settable for the tests and for commands that fix some. */
export interface ConfigOrigin {
  /** the file given with --config: it must exist */
  readonly file?: string | undefined;
  readonly environment?: Environment;
  readonly workingDirectory?: string;
  /** settings that win over file and environment (`vigie demo`) */
  readonly overrides?: ConfigFile;
}

/** What was read: the settings, the file they come from, and remarks for the log. */
export interface LoadedConfig {
  readonly config: Config;
  readonly file: string | undefined;
  readonly notices: readonly string[];
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const checkFile = createCheck(ConfigFile);

/** Reads `vigie.yml` and the environment over it; throws one error that lists every fault. */
export function loadConfig(origin: ConfigOrigin = {}): LoadedConfig {
  const directory = origin.workingDirectory ?? process.cwd();
  const environment = origin.environment ?? process.env;
  const file = findFile(origin.file, directory, environment.VIGIE_DATA_DIRECTORY);
  const fromEnvironment = readEnvironment(ConfigFile, environment);
  const values = merge(file === undefined ? {} : readYaml(file), fromEnvironment.values);
  const checked = checkFile(merge(values, origin.overrides ?? {}));
  const faults = [...fromEnvironment.faults, ...(checked.ok ? valueFaults(checked.value) : checked.faults)];
  if (!checked.ok || faults.length > 0) throw invalid(describe(file, faults), faults);
  const base = file === undefined ? directory : dirname(file);
  return { config: complete(checked.value, base), file, notices: fromEnvironment.notices };
}

function findFile(asked: string | undefined, directory: string, data = 'data'): string | undefined {
  if (asked !== undefined) {
    const file = resolve(directory, asked);
    if (existsSync(file)) return file;
    throw invalid(`${file} does not exist: give --config the path of a vigie.yml`, [
      { field: '--config', message: `${file} does not exist` },
    ]);
  }
  return [resolve(directory, 'vigie.yml'), resolve(directory, data, 'vigie.yml')].find((file) =>
    existsSync(file),
  );
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8')) ?? {};
  } catch (fault) {
    const reason = messageOf(fault);
    throw invalid(
      fault instanceof YAMLParseError
        ? `${file} is not valid YAML: ${reason}`
        : `${file} cannot be read as settings: ${reason}`,
    );
  }
}

function merge(base: unknown, over: unknown): unknown {
  if (!isGroup(base) || !isGroup(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = key in merged && isGroup(value) ? merge(merged[key], value) : value;
  }
  return merged;
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueFaults(file: ConfigFile): readonly Fault[] {
  const faults: Fault[] = [];
  for (const name of ['cameras', 'outgoing'] as const) {
    file.network?.[name]?.forEach((cidr, index) => {
      const message = cidrFault(cidr);
      if (message !== undefined)
        faults.push({ field: `network.${name}[${index}]`, message, fix: 'write it as 192.168.10.0/24' });
    });
  }
  file.server?.proxies?.forEach((cidr, index) => {
    const message = cidrFault(cidr);
    if (message !== undefined)
      faults.push({ field: `server.proxies[${index}]`, message, fix: 'write it as 10.0.0.5/32' });
  });
  const { issuer } = file.accounts?.oidc ?? {};
  if (issuer !== undefined && !/^https:|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(issuer))
    faults.push({
      field: 'accounts.oidc.issuer',
      message: 'is not an address with https',
      fix: 'write https://…',
    });
  if (file.server?.tls !== undefined && file.server.trustProxy === true) {
    faults.push({
      field: 'server.trustProxy',
      message: 'stands beside server.tls',
      fix: 'keep one: server.tls when Vigie answers HTTPS itself, server.trustProxy behind a proxy that does',
    });
  }
  faults.push(...databaseFaults(file.database ?? {}));
  if ((file.legal?.pack === undefined) !== (file.legal?.key === undefined))
    faults.push({
      field: 'legal',
      message: 'names a rule pack or a key alone',
      fix: 'give both: legal: { pack: file, key: public key }',
    });
  return faults;
}

function databaseFaults(database: NonNullable<ConfigFile['database']>): readonly Fault[] {
  const { url, ownerUrl } = database;
  const faults: Fault[] = [];
  for (const [name, address] of Object.entries({ url, ownerUrl })) {
    if (address === undefined || /^postgres(ql)?:\/\//.test(address)) continue;
    const fix = 'write it as postgresql://user:password@host:5432/vigie';
    faults.push({ field: `database.${name}`, message: 'is not the address of a PostgreSQL server', fix });
  }
  if (ownerUrl !== undefined && url === undefined)
    faults.push({
      field: 'database.ownerUrl',
      message: 'stands without database.url',
      fix: 'name the same server in database.url, for the role of the service',
    });
  return faults;
}

function describe(file: string | undefined, faults: readonly Fault[]): string {
  const lines = faults.map(
    ({ field, message, fix }) => `  ${field}: ${message}${fix === undefined ? '' : ` (${fix})`}`,
  );
  return [`Settings at fault in ${file ?? 'the environment'}:`, ...lines].join('\n');
}

const usualSources = { hardwareDecoding: 'auto', videoEncoding: 'auto' };
const usualReplay = { clipMb: 500, minutes: 60 };

function complete(file: ConfigFile, base: string): Config {
  const data = resolve(base, file.data?.directory ?? 'data');
  const path = (value: string | undefined, fallback: string): string =>
    value === undefined ? fallback : resolve(base, value);
  const { tls } = file.server ?? {};
  return {
    server: {
      host: file.server?.host ?? '127.0.0.1',
      port: file.server?.port ?? 8484,
      publicUrl: file.server?.publicUrl?.replace(/\/+$/, ''),
      tls: tls && { certificate: resolve(base, tls.certificate), key: resolve(base, tls.key) },
      trustProxy: file.server?.trustProxy ?? false,
      proxies: file.server?.proxies ?? ['127.0.0.0/8', '::1/128'],
    },
    data: { directory: data },
    database: { url: file.database?.url, ownerUrl: file.database?.ownerUrl },
    audit: { keepMonths: file.audit?.keepMonths ?? 12 },
    sources: {
      ...usualSources,
      ...file.sources,
      directory: path(file.sources?.directory, join(data, 'videos')),
    },
    network: { cameras: [], outgoing: [], ...file.network },
    models: completeModels(file.models ?? {}, path),
    analysis: { memoryMb: file.analysis?.memoryMb },
    replay: { ...usualReplay, ...file.replay },
    accounts: completeAccounts(file.accounts ?? {}),
    law: ownPack(file.legal, base),
    map: { styleUrl: file.map?.styleUrl },
    log: { level: file.log?.level ?? 'info' },
  };
}

/** Whoever may see images, manages people or decides on legal bases proves it twice. */
const usualSecondFactor: Role[] = ['operator', 'dpo', 'administrator'];

function completeAccounts({
  secondFactor = usualSecondFactor,
  secondFactorGraceDays = 7,
  oidc,
}: NonNullable<ConfigFile['accounts']>): Config['accounts'] {
  return {
    secondFactor,
    secondFactorGraceDays,
    oidc: oidc && { ...oidc, asksSecondFactor: oidc.asksSecondFactor ?? false },
  };
}

function ownPack({ pack, key }: NonNullable<ConfigFile['legal']> = {}, base: string): Config['law'] {
  return pack === undefined || key === undefined ? undefined : { file: resolve(base, pack), key };
}

function completeModels(
  { name, directory, provider, precision, threads, workers }: NonNullable<ConfigFile['models']>,
  path: (value: string | undefined, fallback: string) => string,
): Config['models'] {
  return {
    name: name ?? 'nanodet-g',
    directory: path(directory, join(repository, '.cache/models')),
    provider: provider ?? 'auto',
    precision: precision ?? 'auto',
    threads,
    workers,
  };
}

/** The environment as it stands, for what reads variables of others (npm's settings). */
export function processEnvironment(): Environment {
  return process.env;
}
