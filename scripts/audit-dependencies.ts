import { spawnSync } from 'node:child_process';

/** What `npm audit` answers: counts by severity, or why it could not ask. */
interface Answer {
  readonly message?: string;
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
}

/** Exit status for "could not be checked": neither passed nor failed. */
const notChecked = 3;
const grave = ['high', 'critical'];

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const answer = JSON.parse(stdout || '{"message": "npm gave no answer"}') as Answer;
process.exitCode = tell(answer);

function tell({ message, metadata, vulnerabilities = {} }: Answer): number {
  if (metadata === undefined) {
    console.log(`Advisories were not checked: ${message ?? 'the registry does not answer'}`);
    return notChecked;
  }
  const found = Object.entries(vulnerabilities).filter(([, { severity }]) => grave.includes(severity));
  for (const [name, { severity }] of found) console.error(`${name}: ${severity}`);
  console.log(
    `${found.length} packages with a grave advisory, ${metadata.vulnerabilities.total ?? 0} in all`,
  );
  return found.length > 0 ? 1 : 0;
}
