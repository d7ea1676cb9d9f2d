import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { VigieError } from '#foundation/errors.ts';
import { type ConfigOrigin, loadConfig } from './config.ts';
import { ConfigFile } from './config-schema.ts';
import { settingPaths, variableName } from './environment.ts';

const directory = mkdtempSync(join(tmpdir(), 'vigie-config-'));

function withFile(text: string, origin: ConfigOrigin = {}): ReturnType<typeof loadConfig> {
  const file = join(directory, 'vigie.yml');
  writeFileSync(file, text);
  return loadConfig({ environment: {}, workingDirectory: directory, file, ...origin });
}

function faultsOf(text: string, origin: ConfigOrigin = {}): readonly object[] {
  try {
    withFile(text, origin);
  } catch (fault) {
    if (fault instanceof VigieError) return fault.faults.toSorted((a, b) => (a.field < b.field ? -1 : 1));
    throw fault;
  }
  return [];
}

test('an empty file gives the defaults, and nothing may reach the network', () => {
  const { config } = withFile('');
  expect(config.server).toMatchObject({ host: '127.0.0.1', port: 8484, trustProxy: false });
  expect(config.data.directory).toBe(join(directory, 'data'));
  expect(config.sources.directory).toBe(join(directory, 'data/videos'));
  expect(config.network).toEqual({ cameras: [], outgoing: [] });
});

test('the environment wins over the file, group by group', () => {
  const { config } = withFile('server: { port: 9000, host: 0.0.0.0 }\nnetwork: { cameras: [10.0.0.0/8] }', {
    environment: {
      VIGIE_SERVER_PORT: '9001',
      VIGIE_NETWORK_CAMERAS: '10.1.0.0/16, fd00::/8',
      VIGIE_LOG_LEVEL: '',
    },
  });
  expect(config.server).toMatchObject({ host: '0.0.0.0', port: 9001 });
  expect(config.network.cameras).toEqual(['10.1.0.0/16', 'fd00::/8']);
  expect(config.log.level).toBe('info');
});

test('every fault is told at once, with the key that was meant', () => {
  expect(
    faultsOf('server: { prt: 1, port: high }\nnetwrok: {}\nlog: { level: loud }', {
      environment: { VIGIE_MODELS_WORKERS: 'two' },
    }),
  ).toEqual([
    { field: 'VIGIE_MODELS_WORKERS', message: '"two" is not a whole number' },
    { field: 'log.level', message: 'must be one of: debug, info, warn, error' },
    expect.objectContaining({ field: 'netwrok', fix: expect.stringContaining('did you mean "network"?') }),
    { field: 'server.port', message: 'must be a whole number' },
    expect.objectContaining({ field: 'server.prt', fix: expect.stringContaining('did you mean "port"?') }),
  ]);
});

test.each([
  ['network: { cameras: [10.0.0.1] }', 'network.cameras[0]'],
  ['database: { url: mysql://localhost }', 'database.url'],
  ['database: { ownerUrl: postgresql://localhost/vigie }', 'database.ownerUrl'],
  ['audit: { keepMonths: 3 }', 'audit.keepMonths'],
  ['audit: { keepMonths: 37 }', 'audit.keepMonths'],
  ['audit: { enabled: false }', 'audit.enabled'],
  ['server: { trustProxy: true, tls: { certificate: a, key: b } }', 'server.trustProxy'],
  ['server: { publicUrl: vigie }', 'server.publicUrl'],
])('%s names its fault', (text, field) => {
  expect(faultsOf(text)).toEqual([expect.objectContaining({ field })]);
});

test('a file that is asked for must exist, and must be YAML', () => {
  expect(() => loadConfig({ file: 'absent.yml', workingDirectory: directory, environment: {} })).toThrow(
    'absent.yml',
  );
  expect(() => withFile('server: [')).toThrow('not valid YAML');
});

test('a variable that names no setting is remarked on', () => {
  const { notices } = withFile('', { environment: { VIGIE_SERVER_PROT: '1', PATH: '/bin' } });
  expect(notices).toEqual(['VIGIE_SERVER_PROT names no setting: did you mean VIGIE_SERVER_PORT?']);
});

test('each setting has a variable of its own', () => {
  const names = settingPaths(ConfigFile).map(variableName);
  expect(names).toContain('VIGIE_SERVER_TLS_CERTIFICATE');
  expect(names).toContain('VIGIE_SERVER_PUBLIC_URL');
  expect(new Set(names).size).toBe(names.length);
});

test('the example file shows every setting with its comment, and is right once uncommented', () => {
  const example = readFileSync(new URL('../../vigie.example.yml', import.meta.url), 'utf8');
  const all = example.replaceAll(/^( *)# (?=( *)[a-zA-Z]+:( |$))/gm, '$1');
  const values: unknown = parse(all);
  for (const path of settingPaths(ConfigFile)) {
    const key = path.at(-1) ?? '';
    const value = path.reduce<unknown>((group, step) => (group as Record<string, unknown>)?.[step], values);
    expect(value, `${path.join('.')} is missing`).toBeDefined();
    expect(all, `${path.join('.')} has no comment`).toMatch(new RegExp(`^ *${key}: .*# .{5,}`, 'm'));
  }
  expect(faultsOf(all)).toEqual([]);
});

test('settings that are no file, or repeat each other without end, are told as such', () => {
  expect(() => withFile('', { file: directory })).toThrow(VigieError);
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [key, before] of ['ba', 'cb', 'dc'])
    bomb.push(`${key}: &${key} [${Array(9).fill(`*${before}`)}]`);
  expect(() => withFile(bomb.join('\n'))).toThrow(VigieError);
});
