import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startExternalPostgres } from './external-postgres.ts';

interface Tally {
  passed: number;
  failed: number;
}

/** Exit status of a step that could not be made here: neither passed nor failed. */
const notChecked = 3;

const results = process.argv[2] ?? '.cache/ci';
const total: Tally = { passed: 0, failed: 0 };
const failures: string[] = [];

/** Runs one step; a step that writes a vitest report counts by its tests, any other counts as one. */
function step(name: string, command: readonly string[], environment: Record<string, string> = {}): void {
  const started = performance.now();
  const report = join(results, `${name}.json`);
  const [program = 'true', ...rest] = command.map((word) => word.replace('{report}', report));
  const { status } = spawnSync(program, rest, { stdio: 'inherit', env: { ...process.env, ...environment } });
  if (status === notChecked) {
    console.log(`\n== ${name}: not checked here\n`);
    return;
  }
  const tally = existsSync(report)
    ? readReport(name, report, status ?? 1)
    : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  total.passed += tally.passed;
  total.failed += tally.failed;
  if (tally.failed > 0 && !failures.some((line) => line.startsWith(`${name}:`))) failures.push(name);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`\n== ${name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s\n`);
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

function readReport(name: string, file: string, status: number): Tally {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  for (const suite of report.testResults) {
    const path = relative(process.cwd(), suite.name);
    const tests = suite.assertionResults.filter((test) => test.status === 'failed');
    for (const test of tests) failures.push(`${name}: ${path}: ${test.fullName}`);
    if (suite.status === 'failed' && tests.length === 0) failures.push(`${name}: ${path}: did not load`);
  }
  // A suite that does not even load fails without a failed test.
  const failed = Math.max(report.numFailedTests, status === 0 ? 0 : 1);
  return { passed: report.numPassedTests, failed };
}

const vitest = (project: string) => [
  ...['vitest', 'run', '--project', project],
  ...['--reporter=default', '--reporter=json', '--outputFile.json={report}'],
];

step('test', ['npm', 'test', '--', '--reporter=default', '--reporter=json', '--outputFile.json={report}']);
for (const check of ['lint', 'types', 'arrows', 'unused', 'sbom', 'audit-dependencies'])
  step(check, ['npm', 'run', '--silent', check]);

const external = await startExternalPostgres();
if (external) {
  // The attacks of test/security were tried on the embedded server in the first step.
  step('store-external', [...vitest('store'), 'src/'], { VIGIE_TEST_DATABASE_URL: external.url });
  external.stop();
} else {
  failures.push('store-external: no PostgreSQL server is installed here');
  total.failed += 1;
}
step('integration', vitest('integration'));
step('e2e', vitest('e2e'));
step('soak', ['npm', 'run', '--silent', 'bench', '--', 'soak', '--cameras', '24', '--minutes', '3']);
step('accuracy', ['npm', 'run', '--silent', 'accuracy', '--', '--check']);

for (const line of failures) console.log(`failed: ${line}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
