import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A package of the bill of materials (CycloneDX 1.5). */
interface Component {
  readonly name: string;
  readonly version: string;
  readonly hashes?: readonly unknown[];
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string };
    readonly expression?: string;
  }[];
}

/** Licences that may be shipped beside the EUPL 1.2. */
const accepted = new Set(
  '0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BlueOak-1.0.0 CC-BY-3.0 CC0-1.0 ISC MIT MPL-2.0 PSF-2.0 Unlicense Zlib'.split(
    ' ',
  ),
);

/** Packages whose manifest names no licence: read in their LICENSE file. */
const readInFile: Readonly<Record<string, string>> = {
  '@shinyoshiaki/jspack': 'BSD-3-Clause',
  'png-js': 'MIT',
  suncalc: 'BSD-2-Clause',
};

const target = process.argv[2] ?? '.cache/sbom.cdx.json';
const made = spawnSync('npm', ['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
if (made.status !== 0) throw new Error(`npm sbom failed: ${made.stderr}`);
const components = (JSON.parse(made.stdout) as { components: readonly Component[] }).components;
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, made.stdout);

const faults = components.flatMap((component) => faultsOf(component));
console.log(`${components.length} packages in ${target} (CycloneDX)`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** A package nobody can check, or may not ship. */
function faultsOf(component: Component): string[] {
  const name = `${component.name}@${component.version}`;
  const licences = licencesOf(component);
  return [
    ...(component.hashes?.length ? [] : [`${name}: its lock entry has no integrity`]),
    ...(licences.length > 0 ? [] : [`${name}: no licence is known`]),
    ...licences.filter((one) => !accepted.has(one)).map((one) => `${name}: licence ${one} is not accepted`),
  ];
}

function licencesOf({ name, licenses = [] }: Component): string[] {
  const told = licenses.flatMap(({ license, expression }) => license?.id ?? expression ?? []);
  const known = told.length > 0 ? told : [readInFile[name] ?? ''];
  return known.flatMap((one) => one.split(/\s+(?:AND|OR)\s+|[()]/)).filter(Boolean);
}
