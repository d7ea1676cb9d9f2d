import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { messageOf, VigieError } from '#foundation/errors.ts';

/** A folder that appears whole, or not at all. */
export interface OutputDirectory {
  write(name: string, text: string): Promise<void>;
  /** Puts the folder under its name; a former one is replaced only now. */
  keep(): Promise<void>;
  /** Removes what was written; does nothing once the folder is kept. */
  discard(): Promise<void>;
}

/** Prepares a folder beside the one asked for; refuses one that holds something, unless `force` replaces it. */
export async function openOutputDirectory(path: string, force: boolean): Promise<OutputDirectory> {
  const target = resolve(path);
  const held = await contentOf(target, path);
  if (held !== undefined && held.length > 0 && !force) {
    throw fault(`${path} is not empty`, 'choose another folder, or replace this one with --force');
  }
  const draft = `${target}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await mkdir(draft);
  } catch (cause) {
    throw fault(`${path} cannot be made: ${reasonOf(cause)}`, 'choose a folder that may be written', cause);
  }
  return {
    write: (name, text) =>
      writeFile(join(draft, name), text).catch((cause: unknown) => {
        throw fault(`${name} cannot be written: ${reasonOf(cause)}`, 'free space on the disk', cause);
      }),
    keep: () => replace(draft, target, held !== undefined),
    discard: () => rm(draft, { recursive: true, force: true }),
  };
}

async function replace(draft: string, target: string, hasFormer: boolean): Promise<void> {
  const former = `${target}.${randomUUID()}.old`;
  if (hasFormer) await rename(target, former);
  await rename(draft, target);
  if (hasFormer) await rm(former, { recursive: true, force: true });
}

async function contentOf(target: string, path: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(target);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return undefined;
    const message = code === 'ENOTDIR' ? `${path} is a file` : `${path} cannot be read: ${reasonOf(cause)}`;
    throw fault(message, 'choose another folder', cause);
  }
}

function fault(message: string, fix: string, cause?: unknown): VigieError {
  return new VigieError('invalid', `--out: ${message}`, {
    faults: [{ field: '--out', message, fix }],
    fix,
    cause,
  });
}

function reasonOf(cause: unknown): string {
  return messageOf(cause);
}
