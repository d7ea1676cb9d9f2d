import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compliancePage } from './compliance-page.ts';

/** Writes docs/compliance.md from the names of the tests. */
writeFileSync(join(import.meta.dirname, '../docs/compliance.md'), compliancePage());
