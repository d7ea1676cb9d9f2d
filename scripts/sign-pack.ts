import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';

/**
 * Signs a rule pack. `npm run sign-pack fr-2026.2`: with a key made for this release, whose private half never leaves
 * this process, into src/features/privacy. `npm run sign-pack -- FILE KEY.pem`: with a territory's own key.
 */
const [what = '', keyFile] = argv.slice(2);
const privacy = join(import.meta.dirname, '../src/features/privacy');
if (keyFile === undefined) signRelease(what);
else signOwn(what, keyFile);

function signRelease(name: string): void {
  const file = join(privacy, 'packs', `${name}.json`);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(`${file}.sig`, `${sign(null, readFileSync(file), privateKey).toString('base64')}\n`);
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const keysFile = join(privacy, 'pack-keys.ts');
  const before = readFileSync(keysFile, 'utf8');
  const others = [...before.matchAll(/'(\w{2}-[\d.]+)': '(\S+)'/g)].filter(([, other]) => other !== name);
  const entries = [...others.map(([entry]) => entry), `'${name}': '${key}'`];
  const head = before.slice(0, before.indexOf('{'));
  writeFileSync(keysFile, `${head}{\n${entries.map((entry) => `  ${entry},\n`).join('')}};\n`);
  stdout.write(`${name} is signed; its key ${key} stands in pack-keys.ts, the private half is gone\n`);
}

function signOwn(file: string, key: string): void {
  const privateKey = createPrivateKey(readFileSync(key));
  writeFileSync(`${file}.sig`, `${sign(null, readFileSync(file), privateKey).toString('base64')}\n`);
  const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  stdout.write(`${file} is signed; vigie.yml: legal: { pack: ${file}, key: ${own} }\n`);
}
