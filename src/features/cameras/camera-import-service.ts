import type { Audit } from '#foundation/audit.ts';
import { type Fault, VigieError } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { type CsvRow, readCameraCsv } from './camera-csv-ingest.ts';
import type { CameraImport, CameraImportInput, RowFault } from './camera-import-schema.ts';
import { CameraInput } from './camera-schema.ts';
import type { CameraWriter } from './camera-service.ts';
import type { CameraStore } from './camera-store.ts';
import { maskPassword } from './source-password.ts';
import { addressFault } from './source-url.ts';

/** Cameras from a list, at most a thousand at once. */
export interface CameraImportService {
  /** Throws `invalid` for a text that is no list of cameras; what is wrong with its rows is answered. */
  run(input: CameraImportInput, rights: { readonly mayWriteLaw: boolean }): Promise<CameraImport>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly store: Pick<CameraStore, 'listAll'>;
  readonly cameras: CameraWriter;
  readonly purposesIn: (
    tx: Tx,
  ) => Promise<readonly { readonly id: number; readonly name: string; readonly code: string }[]>;
  readonly audit: Audit;
}

/** Undoes a transaction whose only aim was to see what it would do. */
class Undone extends Error {}

const check = createCheck(CameraInput);
/** Where a field of a camera stands in the file. */
const columnOf: Readonly<Record<string, string>> = {
  name: 'name',
  'source.url': 'address',
  source: 'address',
  place: 'place',
  purposeIds: 'purposes',
  maskWaiver: 'mask_waiver',
  'position.latitude': 'latitude',
  'position.longitude': 'longitude',
  'position.heading': 'heading',
  'position.fieldOfView': 'field_of_view',
  'position.range': 'range',
  framesPerSecond: 'frames_per_second',
  enabled: 'enabled',
};

/** Makes the import of cameras from a list. */
export function createCameraImportService(parts: Parts): CameraImportService {
  const { unitOfWork, audit } = parts;
  return {
    async run({ csv, mode }, { mayWriteLaw }) {
      const rows = readCameraCsv(csv);
      const faults = await tried(parts, rows, mayWriteLaw);
      const isFaulty = (row: CsvRow): boolean => (faults.get(row)?.length ?? 0) > 0;
      const good = rows.filter((row) => !isFaulty(row));
      const adds = mode === 'good' || (mode === 'all' && good.length === rows.length) ? good : [];
      if (adds.length > 0)
        await unitOfWork(async (tx) => {
          const purposes = await parts.purposesIn(tx);
          for (const row of adds) await parts.cameras.insertIn(tx, inputOf(row, purposes).input);
          await audit(tx, {
            action: 'camera.import',
            subject: { kind: 'camera', id: 0, name: `${adds.length}` },
            details: { added: adds.length, leftOut: rows.length - adds.length },
          });
        });
      return {
        added: adds.length,
        rows: rows.map((row) => ({
          line: row.line,
          name: row.input.name,
          address: maskPassword(row.input.source?.url ?? ''),
          state: isFaulty(row) ? 'faulty' : stateOfGood(adds.includes(row)),
          faults: [...(faults.get(row) ?? [])],
        })),
      };
    },
  };
}

/** What is wrong with each row: found by adding them all, the law's answers included, and undoing it. */
async function tried(
  parts: Parts,
  rows: readonly CsvRow[],
  mayWriteLaw: boolean,
): Promise<ReadonlyMap<CsvRow, readonly RowFault[]>> {
  const found = new Map<CsvRow, readonly RowFault[]>();
  const work = async (tx: Tx): Promise<void> => {
    const lineOf = new Map((await parts.store.listAll(tx)).map(({ name }) => [name, 0]));
    const purposes = await parts.purposesIn(tx);
    for (const row of rows) {
      const { input, faults } = inputOf(row, purposes);
      const own = [
        ...row.faults,
        ...faults,
        ...nameFaults(row, lineOf),
        ...lawFaults(row, mayWriteLaw),
        ...addressFaults(row),
      ];
      if (own.length === 0) own.push(...shapeFaults(input));
      if (own.length === 0) own.push(...(await insertFaults(tx, parts, input)));
      if (row.input.name !== '' && !lineOf.has(row.input.name)) lineOf.set(row.input.name, row.line);
      found.set(row, own);
    }
    throw new Undone();
  };
  await parts.unitOfWork(work).catch((fault: unknown) => {
    if (!(fault instanceof Undone)) throw fault;
  });
  return found;
}

function inputOf(
  { input, purposes }: CsvRow,
  known: readonly { readonly id: number; readonly name: string; readonly code: string }[],
): { readonly input: CameraInput; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = [];
  const ids = purposes.flatMap((wanted) => {
    const purpose = known.find(({ name }) => name === wanted) ?? known.find(({ code }) => code === wanted);
    if (purpose !== undefined) return [purpose.id];
    const names = known.map(({ name }) => name).join(', ');
    faults.push({
      column: 'purposes',
      message: `"${wanted.slice(0, 60)}" is no purpose of the register`,
      fix:
        names === ''
          ? 'add it on the page of the law first'
          : `write one of: ${names}; several with | between`,
    });
    return [];
  });
  return { input: { ...input, ...(ids.length === 0 ? {} : { purposeIds: ids }) } as CameraInput, faults };
}

function nameFaults({ input: { name } }: CsvRow, lineOf: ReadonlyMap<string, number>): RowFault[] {
  const line = lineOf.get(name);
  if (line === undefined) return [];
  return [
    {
      column: 'name',
      message: line === 0 ? 'another camera has this name' : `line ${line} has the same name`,
      fix: 'give each camera its own name; a list adds cameras, it changes none',
    },
  ];
}

function lawFaults({ purposes, input }: CsvRow, mayWriteLaw: boolean): RowFault[] {
  if (mayWriteLaw) return [];
  const said = [
    ...(purposes.length > 0 ? ['purposes'] : []),
    ...(input.maskWaiver === undefined ? [] : ['mask_waiver']),
  ];
  return said.map((column) => ({
    column,
    message: 'this needs the permission "legal:write"',
    fix: 'leave the column empty: an administrator or the data protection officer fills it in later',
  }));
}

function addressFaults({ input: { source } }: CsvRow): readonly RowFault[] {
  if (source === undefined || source.url === '') return [];
  const fault = addressFault('source.url', source.url);
  return fault === undefined ? [] : [toRowFault(fault)];
}

function shapeFaults(input: CameraInput): readonly RowFault[] {
  const checked = check(input);
  return checked.ok ? [] : checked.faults.map(toRowFault);
}

/** What the register, the network and the law say of a camera. */
async function insertFaults(tx: Tx, { cameras }: Parts, input: CameraInput): Promise<readonly RowFault[]> {
  try {
    await cameras.insertIn(tx, input);
    return [];
  } catch (fault) {
    if (!(fault instanceof VigieError)) throw fault;
    if (fault.faults.length > 0 && fault.code === 'invalid') return fault.faults.map(toRowFault);
    return [{ column: '', message: fault.message, ...(fault.fix === undefined ? {} : { fix: fault.fix }) }];
  }
}

const stateOfGood = (isAdded: boolean) => (isAdded ? 'added' : 'good');

const toRowFault = ({ field, message, fix }: Fault): RowFault => ({
  column: columnOf[field] ?? '',
  message,
  ...(fix === undefined ? {} : { fix }),
});
