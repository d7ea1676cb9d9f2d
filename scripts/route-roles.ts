import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { openHttpWorld } from '../test/integration/http-world.ts';
import { readRouteRoles } from '../test/security/route-roles.ts';

/** `npm run route-roles`: who reaches which route, asked of the real server; `--write` renews the golden file. */
const file = fileURLToPath(new URL('../test/security/route-roles.json', import.meta.url));
const world = await openHttpWorld();
const found = await readRouteRoles(world);
await world.close();
if (argv.includes('--write')) {
  writeFileSync(file, JSON.stringify(found));
  execFileSync('npx', ['biome', 'format', '--write', file]);
  console.log('test/security/route-roles.json is renewed: look at what changed before you commit it');
} else if (!isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), found)) {
  console.error('test/security/route-roles.json differs: npm run route-roles -- --write, then git diff');
  exit(1);
}
exit(0);
