import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, VigieError } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import { refuseForbidden } from './forbidden-labels.ts';
import { Manifest } from './model-schema.ts';
import type { InstalledModel, ModelManifest } from './ports.ts';

/** The folder of installed models. */
export interface ModelStore {
  readonly folder: string;
  /** Names of what is installed. */
  list(): Promise<readonly string[]>;
  /** The manifest and file of a model, unchecked; undefined when it is not installed. */
  find(name: string): Promise<InstalledModel | undefined>;
  /** Like `find`, with the file's SHA-256 checked; throws where it differs. */
  verify(name: string): Promise<InstalledModel | undefined>;
  /** Installs a model: the manifest comes last, so that others see all of it or nothing. */
  insert(manifest: Omit<ModelManifest, 'version' | 'sha256'>, onnx: Uint8Array): Promise<InstalledModel>;
}

const check = createCheck(Manifest);

/** Keeps models as files of one folder; several processes may use it at once. */
export function createModelStore(folder: string): ModelStore {
  const fileOf = ({ name, sha256 }: ModelManifest): string =>
    join(folder, `${name}-${sha256.slice(0, 12)}.onnx`);
  const manifestFile = (name: string): string => join(folder, `${name}.json`);

  async function find(name: string): Promise<InstalledModel | undefined> {
    const text = await readFile(manifestFile(name), 'utf8').catch(absent);
    if (text === undefined) return undefined;
    const manifest = parseManifest(text, manifestFile(name));
    return { file: fileOf(manifest), manifest };
  }

  return {
    folder,
    find,
    async list() {
      const files = (await readdir(folder).catch(absent)) ?? [];
      return (
        files
          // `NAME~int8.json` and the like stand beside a model, and are none.
          .filter((file) => file.endsWith('.json') && !file.includes('~'))
          .map((file) => file.slice(0, -'.json'.length))
          .sort()
      );
    },
    async verify(name) {
      const model = await find(name);
      if (model !== undefined) await verifyFile(model);
      return model;
    },
    async insert(fields, onnx) {
      const manifest: ModelManifest = { version: 1, ...fields, sha256: sha256Of(onnx) };
      const model = { file: fileOf(manifest), manifest };
      await prepareFolder(folder);
      await writeWhole(model.file, onnx);
      await writeWhole(manifestFile(manifest.name), `${JSON.stringify(manifest, null, 2)}\n`);
      return model;
    },
  };
}

/** SHA-256 in hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Undefined for a file that is not there; any other fault is thrown on. */
export function absent(fault: unknown): undefined {
  if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
  throw fault;
}

function parseManifest(text: string, file: string): ModelManifest {
  const checked = check(parse(text));
  if (checked.ok) {
    const manifest = checked.value as ModelManifest;
    refuseForbidden(file, manifest.labels);
    return manifest;
  }
  throw new VigieError('invalid', `${file} is not the manifest of a model.`, {
    faults: checked.faults,
    fix: `Delete it and install the model again: vigie models pull, or vigie models add FILE`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function verifyFile({ file, manifest }: InstalledModel): Promise<void> {
  const fix = `Install it again: vigie models pull ${manifest.name}, or vigie models add FILE where it was added`;
  const bytes = await readFile(file).catch(absent);
  if (bytes === undefined) {
    throw new VigieError('unavailable', `The model ${manifest.name} has lost its file ${file}.`, { fix });
  }
  const actual = sha256Of(bytes);
  if (actual === manifest.sha256) return;
  throw new VigieError(
    'invalid',
    `The file of model ${manifest.name} (${file}) was changed: expected SHA-256 ${manifest.sha256}, found ${actual}.`,
    { fix },
  );
}

/** Makes the folder where it is missing. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

/** A file that appears whole under its name, or not at all. */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const draft = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(draft, content, { flag: 'wx' });
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw unwritable(file, cause);
  }
}

/** The fault of a place that cannot be written, and what to do. */
export function unwritable(path: string, cause: unknown): VigieError {
  const reason = messageOf(cause);
  return new VigieError('unavailable', `${path} cannot be written: ${reason}`, {
    cause,
    fix: 'Free space or rights there, or choose another folder (models.directory, VIGIE_MODELS_DIRECTORY)',
  });
}
