import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawRulePictures } from './rule-pictures.ts';
import { rulesPage } from './rules-page.ts';

/** Writes docs/rules.md from the catalogue; `-- --pictures` draws its pictures anew too. */
if (process.argv.includes('--pictures')) await drawRulePictures();
writeFileSync(join(import.meta.dirname, '../docs/rules.md'), rulesPage());
