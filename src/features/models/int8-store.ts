import { access, constants, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { VigieError } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import { Int8ManifestFile, SpeedFile } from './model-schema.ts';
import { absent, prepareFolder, sha256Of, unwritable, writeWhole } from './model-store.ts';
import type { InstalledModel, Int8Manifest, SpeedRecord } from './ports.ts';

/** The INT8 form of an installed model. */
export interface Int8Form {
  readonly model: InstalledModel;
  readonly details: Int8Manifest;
}

/** INT8 forms and measured speeds, beside the models they belong to. */
export interface Int8Store {
  /** The form made of exactly this float model; undefined when there is none. Throws where its file is damaged. */
  find(float: InstalledModel): Promise<Int8Form | undefined>;
  /** Throws where nothing can be written: told before minutes of work rather than after. */
  requireWritable(): Promise<void>;
  /** Keeps a form: its manifest comes last, so that others see all of it or nothing. */
  insert(
    float: InstalledModel,
    details: Pick<Int8Manifest, 'recipe' | 'pictures' | 'calibration' | 'agreement'>,
    onnx: Uint8Array,
  ): Promise<Int8Form>;
  /** What was measured last; undefined when nothing was, or it cannot be read. */
  findSpeed(name: string): Promise<SpeedRecord | undefined>;
  keepSpeed(name: string, record: Omit<SpeedRecord, 'version'>): Promise<void>;
}

const checkManifest = createCheck(Int8ManifestFile);
const checkSpeed = createCheck(SpeedFile);

/** Keeps INT8 forms in the folder of models. */
export function createInt8Store(folder: string): Int8Store {
  const fileOf = ({ name, sha256 }: Pick<Int8Manifest, 'name' | 'sha256'>): string =>
    join(folder, `${name}~int8-${sha256.slice(0, 12)}.onnx`);
  const manifestFile = (name: string): string => join(folder, `${name}~int8.json`);
  const speedFile = (name: string): string => join(folder, `${name}~speed.json`);

  async function read(name: string): Promise<Int8Manifest | undefined> {
    const text = await readFile(manifestFile(name), 'utf8').catch(absent);
    if (text === undefined) return undefined;
    const checked = checkManifest(parse(text));
    if (checked.ok) return checked.value;
    throw new VigieError('invalid', `${manifestFile(name)} is not the manifest of an INT8 model.`, {
      faults: checked.faults,
      fix: fixOf(name),
    });
  }

  return {
    async find(float) {
      const { name, sha256 } = float.manifest;
      const details = await read(name);
      if (details === undefined || details.of !== sha256) return undefined;
      const form = formOf(float, details, fileOf(details));
      await verify(form);
      return form;
    },
    async requireWritable() {
      await prepareFolder(folder);
      await access(folder, constants.W_OK).catch((cause: unknown) => {
        throw unwritable(folder, cause);
      });
    },
    async insert(float, given, onnx) {
      const { name, sha256: of } = float.manifest;
      const before = await read(name).catch(() => undefined);
      const details: Int8Manifest = { version: 1, name, of, sha256: sha256Of(onnx), ...given };
      await prepareFolder(folder);
      await writeWhole(fileOf(details), onnx);
      await writeWhole(manifestFile(name), `${JSON.stringify(details, null, 2)}\n`);
      if (before !== undefined && fileOf(before) !== fileOf(details))
        await rm(fileOf(before), { force: true });
      return formOf(float, details, fileOf(details));
    },
    async findSpeed(name) {
      const text = await readFile(speedFile(name), 'utf8').catch(absent);
      const checked = checkSpeed(parse(text ?? ''));
      return checked.ok ? checked.value : undefined;
    },
    async keepSpeed(name, record) {
      await prepareFolder(folder);
      await writeWhole(speedFile(name), `${JSON.stringify({ version: 1, ...record }, null, 2)}\n`);
    },
  };
}

function formOf({ manifest }: InstalledModel, details: Int8Manifest, file: string): Int8Form {
  return { model: { file, manifest: { ...manifest, sha256: details.sha256 }, precision: 'int8' }, details };
}

async function verify({ model, details }: Int8Form): Promise<void> {
  const bytes = await readFile(model.file).catch(absent);
  if (bytes !== undefined && sha256Of(bytes) === details.sha256) return;
  const what = bytes === undefined ? 'has lost its file' : 'was changed';
  throw new VigieError('invalid', `The INT8 form of ${details.name} ${what} (${model.file}).`, {
    fix: fixOf(details.name),
  });
}

const fixOf = (name: string): string => `Make it again: vigie models quantize ${name}`;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
