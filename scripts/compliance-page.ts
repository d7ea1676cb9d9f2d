import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackRows, type ComplianceRow, complianceRows } from './compliance-rows.ts';

const repository = join(import.meta.dirname, '..');
const name = /['"`]((?:[FN]\d\d(?:, | and |: ))+)/g;

/** Test files by the numbers that the names of their tests begin with, with how many do. */
export function testsByRow(): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const rows = new Map<string, Map<string, number>>();
  const files = globSync('{src,test,web}/**/*.test.ts', { cwd: repository }).sort();
  for (const file of files) {
    for (const [, numbers = ''] of readFileSync(join(repository, file), 'utf8').matchAll(name)) {
      for (const [id] of numbers.matchAll(/[FN]\d\d/g)) {
        const tests = rows.get(id) ?? new Map<string, number>();
        tests.set(file, (tests.get(file) ?? 0) + 1);
        rows.set(id, tests);
      }
    }
  }
  return rows;
}

/** The page of compliance: each rule with what Vigie does and the tests that show it, as they are in the repository. */
export function compliancePage(): string {
  const tests = testsByRow();
  const cell = ({ id, open }: ComplianceRow) => proofOf(tests.get(id), open);
  const rules = complianceRows.map((one) => `| ${one.id} | ${one.rule} | ${one.behaviour} | ${cell(one)} |`);
  const attacks = attackRows.map((one) => `| ${one.id} | ${one.behaviour} | ${cell(one)} |`);
  return `# Compliance

Vigie is built to let a territory keep the law with its cameras; the evidence is here. No software is "GDPR compliant": the controller decides, and answers for it.

Written by \`npm run compliance-page\` from the names of the tests; a test fails when this page is not what that command writes. The tests run in \`npm test\` and in \`.ci/run\`. Where no test stands, the row says why.

## Rules

| Row | Asked by | What Vigie does | Shown by |
| --- | --- | --- | --- |
${rules.join('\n')}

## Attacks that must fail

| Row | Attack | Shown by |
| --- | --- | --- |
${attacks.join('\n')}
`;
}

function proofOf(tests: ReadonlyMap<string, number> | undefined, open: string | undefined): string {
  const shown = [...(tests ?? [])].map(([file, count]) => `\`${file}\`${count > 1 ? ` (${count})` : ''}`);
  const words = [...shown, ...(open === undefined ? [] : [open])];
  return words.length > 0 ? words.join('<br>') : 'no test yet';
}
