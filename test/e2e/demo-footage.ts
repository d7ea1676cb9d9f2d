import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, noChromium } from './browser.ts';
import { demoTerritory, footage } from './vigie-server.ts';

/** The film of each camera of the demo. */
export const demoClips: readonly string[] = [
  ...readFileSync(demoTerritory, 'utf8').matchAll(/file:([\w-]+\.mp4)/g),
].map((match) => join(footage, match[1] ?? ''));

/** Why the demo cannot be looked at in a browser here; empty when it can. */
export const demoObstacle = [
  chromiumPath === undefined ? noChromium : '',
  demoClips.every((clip) => existsSync(clip)) ? '' : 'the demo footage is not rendered: npm run footage',
]
  .filter((reason) => reason !== '')
  .join('; ');
