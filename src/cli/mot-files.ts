import { randomUUID } from 'node:crypto';
import { access, constants, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatMot, type MotRow, parseMot } from '#analytics/evaluation/mot-format.ts';
import { messageOf, VigieError } from '#foundation/errors.ts';

const format = 'each line is "frame,id,left,top,width,height,confidence" (MOT15 or MOT16 text format)';

/** Reads a file in MOT format that holds at least one row; `field` names it in errors, as the person gave it. */
export async function readMotFile(path: string, field: string): Promise<readonly MotRow[]> {
  const text = await readText(path, field);
  const rows = parseMot(text);
  if ('message' in rows) {
    const place = `${path} line ${rows.line}`;
    throw refused(field, `${place}: ${rows.field}: ${rows.message}`, format);
  }
  if (rows.length === 0) throw refused(field, `${path} holds no row`, format);
  return rows;
}

/** Writes a file in MOT format: all of it, or nothing, and an older file stays until then. */
export async function writeMotFile(path: string, rows: readonly MotRow[], field: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(draft, formatMot(rows), { flag: 'wx' });
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw refused(field, `${path} cannot be written: ${reasonOf(cause)}`, writeFix(path, cause), cause);
  }
}

/** Throws, before the work is done, where `writeMotFile` would after it. */
export async function refuseUnwritable(path: string, field: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK);
  } catch (cause) {
    throw refused(field, `${path} cannot be written: ${reasonOf(cause)}`, writeFix(path, cause), cause);
  }
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory() === true)
    throw refused(field, `${path} cannot be written: it is a directory`, 'name a file');
}

async function readText(path: string, field: string): Promise<string> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) throw refused(field, `${path} is a directory`, 'name a text file');
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof VigieError) throw cause;
    throw refused(
      field,
      `${path} cannot be read: ${reasonOf(cause)}`,
      'check the path and its rights',
      cause,
    );
  }
}

function refused(field: string, message: string, fix: string, cause?: unknown): VigieError {
  return new VigieError('invalid', `${field}: ${message}`, { faults: [{ field, message, fix }], fix, cause });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ERR_FS_FILE_TOO_LARGE: 'the file is too large',
  ERR_STRING_TOO_LONG: 'the file is too large',
};

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  return (code && reasons[code]) ?? messageOf(cause);
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

function writeFix(path: string, cause: unknown): string {
  return codeOf(cause) === 'ENOENT'
    ? `make the directory ${dirname(path)} first`
    : 'choose a file that may be written';
}
