import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import { type Fault, invalid, VigieError } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import type { TerritoryFile } from './territory-file.ts';
import { territoryFileFaults } from './territory-file-faults.ts';
import { ShortFileShape, TerritoryFileShape } from './territory-file-schema.ts';

const checkWhole = createCheck(TerritoryFileShape);
const checkShort = createCheck(ShortFileShape);
const largestFile = 2_000_000;

/** What reading a file needs besides its text. */
export interface ReadOptions {
  /** how messages call the file */
  readonly name: string;
  /** classes of the detector; those of COCO by default */
  readonly knownClasses?: readonly string[];
}

/** Reads a territory or rules file (YAML or JSON); throws one error that lists every fault with line, path and fix. */
export function readTerritoryFile(text: string, options: ReadOptions): TerritoryFile {
  const { value, lineOf } = readYaml(text, options.name);
  const isShort = !('cameras' in value);
  const knownClasses = options.knownClasses ?? cocoClasses;
  const checked = isShort ? checkShort(value) : checkWhole(value);
  if (!checked.ok) throw refusal(options.name, checked.faults.map(withFix), lineOf);
  const file = isShort ? fromShort(checked.value as ShortFileShape) : (checked.value as TerritoryFile);
  const faults = territoryFileFaults(file, { knownClasses, isShort });
  if (faults.length > 0) throw refusal(options.name, faults, lineOf);
  return file;
}

function fromShort({ territory, periods, ...camera }: ShortFileShape): TerritoryFile {
  return {
    ...(territory === undefined ? {} : { territory }),
    ...(periods === undefined ? {} : { periods }),
    cameras: [camera as TerritoryFile['cameras'][number]],
  };
}

type LineOf = (field: string) => number | undefined;

function readYaml(text: string, name: string): { value: object; lineOf: LineOf } {
  if (text.length > largestFile)
    throw invalid(`${name} is too large (${text.length} characters; at most ${largestFile})`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw invalid(`${name} is not YAML: line ${line}, column ${col}: ${fault.message}`);
  }
  if (!isMap(document.contents))
    throw invalid(`${name} holds no keys: it needs at least \`place\` and \`purposes\`, or \`cameras\``);
  return {
    value: plainValue(document, name),
    lineOf: (field) => {
      const path = field.split(/[.[\]]+/).filter((step) => step !== '');
      for (let length = path.length; length > 0; length--) {
        const steps = path.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
        const node: unknown = document.getIn(steps, true);
        const range = (node as { range?: readonly number[] } | undefined)?.range;
        if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
      }
      return undefined;
    },
  };
}

function plainValue(document: Document, name: string): object {
  try {
    return document.toJS({ maxAliasCount: 100 }) as object;
  } catch {
    throw new VigieError('invalid', `${name} repeats its parts too often`, {
      fix: 'write them out instead of pointing to them with *name',
    });
  }
}

const fixes: Readonly<Record<string, string>> = {
  place: 'say where the camera looks: public-road, open-to-public or closed-site',
  purposes: 'say why the pictures are analysed, by words of the closed list: without a purpose none is read',
  purpose:
    'free words count no longer: write purposes: [traffic-statistics], or another word of the closed list (npx vigie purposes)',
};

function withFix(fault: Fault): Fault {
  const key = fault.field.split('.').at(-1) ?? '';
  const fix = key === 'purpose' ? fixes[key] : (fault.fix ?? fixes[key]);
  return fix === undefined ? fault : { ...fault, fix };
}

function refusal(name: string, faults: readonly Fault[], lineOf: LineOf): Error {
  const lines = faults.map(({ field, message, fix }) => {
    const line = lineOf(field);
    return `  ${line === undefined ? '' : `line ${line}: `}${field}: ${message}${fix === undefined ? '' : ` (${fix})`}`;
  });
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  return invalid(`${name} has ${count}; nothing was read from it:\n${lines.join('\n')}`, faults);
}
