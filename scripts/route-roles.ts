import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { openHttpWorld } from '../test/integration/http-world.ts';
import { readRouteRoles } from '../test/security/route-roles.ts';

/** `npm run route-roles`: who reaches which route, asked of the real server; `--write` renews the golden file. */
const file = new URL('../test/security/route-roles.json', import.meta.url);
const world = await openHttpWorld();
const text = `${JSON.stringify(await readRouteRoles(world), null, 2)}\n`;
await world.close();
if (argv.includes('--write')) {
  writeFileSync(file, text);
  console.log('test/security/route-roles.json is renewed: look at what changed before you commit it');
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('test/security/route-roles.json differs: npm run route-roles -- --write, then git diff');
  exit(1);
}
exit(0);
