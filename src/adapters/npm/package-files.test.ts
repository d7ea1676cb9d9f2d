import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PackageFiles } from '#features/models/ports.ts';
import { createPackageFiles } from './package-files.ts';

let folder: string;
let server: Server;
let archive: Buffer;
let sent: Buffer;
let authorization: string | undefined;
let packageFiles: PackageFiles;

/** A registry of one package, whose name must be asked for with the user's token. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-registry-'));
  await mkdir(join(folder, 'package/models'), { recursive: true });
  await writeFile(join(folder, 'package/package.json'), '{"name":"@test/models","version":"1.0.0"}');
  await writeFile(join(folder, 'package/models/a.json'), '{"a":1}');
  await writeFile(join(folder, 'package/models/a.bin'), Buffer.alloc(200_000, 5));
  const chunks: Buffer[] = [];
  for await (const chunk of create({ cwd: folder, gzip: true }, ['package'])) chunks.push(chunk as Buffer);
  archive = Buffer.concat(chunks);
  server = createServer((request, reply) => {
    authorization = request.headers.authorization;
    const { port } = server.address() as AddressInfo;
    if (request.url?.endsWith('.tgz')) return reply.end(sent);
    if (request.url !== '/@test%2fmodels') return reply.writeHead(404).end('{}');
    const dist = {
      tarball: `http://127.0.0.1:${port}/@test/models/-/models-1.0.0.tgz`,
      integrity: integrityOf(archive),
    };
    const version = { name: '@test/models', version: '1.0.0', dist };
    return reply.end(
      JSON.stringify({
        name: '@test/models',
        'dist-tags': { latest: '1.0.0' },
        versions: { '1.0.0': version },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const home = join(folder, 'home');
  await mkdir(home);
  await writeFile(
    join(home, '.npmrc'),
    `registry=http://127.0.0.1:${port}/\n//127.0.0.1:${port}/:_authToken=\${TEST_TOKEN}\nfetch-retries=0\n`,
  );
  packageFiles = createPackageFiles(
    {
      PATH: process.env.PATH,
      HOME: home,
      npm_config_userconfig: join(home, '.npmrc'),
      TEST_TOKEN: 'open-sesame',
    },
    folder,
  );
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  sent = archive;
});

const integrityOf = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
const request = (files: string[], integrity = integrityOf(archive)) => ({
  name: '@test/models',
  version: '1.0.0',
  integrity,
  files,
});

test('only the files asked for come out, by the registry and token of the npm settings', async () => {
  let received = 0;
  const progress = {
    onProgress: (bytes: number) => {
      received = bytes;
    },
  };
  const files = await packageFiles({ ...request(['models/a.json', 'models/a.bin']), ...progress });
  expect([...files.keys()].sort()).toEqual(['models/a.bin', 'models/a.json']);
  expect(Buffer.from(files.get('models/a.json')!).toString()).toBe('{"a":1}');
  expect(files.get('models/a.bin')).toHaveLength(200_000);
  expect(received).toBe(archive.length);
  expect(authorization).toBe('Bearer open-sesame');
});

test('an archive other than the pinned one is refused', async () => {
  await expect(
    packageFiles(request(['models/a.json'], integrityOf(Buffer.from('other')))),
  ).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('not what was pinned'),
  });
});

test('an archive cut short is refused', async () => {
  sent = archive.subarray(0, archive.length - 40);
  await expect(packageFiles(request(['models/a.json']))).rejects.toThrow(/damaged, cut short/);
});

test('a file the package does not hold is named', async () => {
  await expect(packageFiles(request(['models/b.json']))).rejects.toThrow(/holds no file models\/b.json/);
});

test('a package the registry does not know is said so', async () => {
  await expect(packageFiles({ ...request(['x']), name: '@test/none' })).rejects.toMatchObject({
    message: '@test/none@1.0.0 cannot be fetched: its host does not know it.',
    fix: expect.stringContaining('registry'),
  });
});
