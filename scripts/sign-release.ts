import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { signRelease } from '../src/app/release-files.ts';

/**
 * Makes a release in a folder, `dist/release` unless told otherwise: package, bill of materials, SHA256SUMS, signed
 * with a key made for this release. Its public half lies beside as release.pub; the private half never leaves this
 * process, so that nobody can sign another file under this release.
 */
const target = argv[2] ?? join(import.meta.dirname, '../dist/release');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
run('npm', ['pack', '--pack-destination', target]);
run('node', [join(import.meta.dirname, 'write-sbom.ts'), join(target, 'sbom.cdx.json')]);
const { files, fingerprint } = signRelease(target, generateKeyPairSync('ed25519').privateKey);
stdout.write(`${target}: ${files.join(', ')}; the SHA-256 of its key, to be announced: ${fingerprint}\n`);

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, [...args], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
}
