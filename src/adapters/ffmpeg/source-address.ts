import { access, constants, realpath, stat } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { sourceFault } from './faults.ts';

/** A source as Vigie understands it. */
export interface SourceAddress {
  readonly kind: 'file' | 'rtsp' | 'http';
  /** what people and logs are shown: no name, password or query */
  readonly label: string;
  /** the name as written for files, the full address for streams: never shown */
  readonly target: string;
}

const schemes = new Map<string, 'rtsp' | 'http'>([
  ['rtsp:', 'rtsp'],
  ['rtsps:', 'rtsp'],
  ['http:', 'http'],
  ['https:', 'http'],
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f]/;

/** Reads an address: `file:name`, a plain file name, rtsp(s):// or http(s)://. */
export function parseSourceAddress(url: string): SourceAddress {
  // A line end would begin a line of its own in what FFmpeg sends; the URL class drops it silently.
  if (control.test(url)) {
    throw sourceFault(
      'invalid',
      'the address holds a line end or another character that is not shown',
      'write it in one line; such a character of a password as %0A',
    );
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url);
  if (scheme === null || /^file:/i.test(url)) {
    const name = fileName(url);
    if (name === '') {
      throw sourceFault('invalid', 'the name of the file is missing', 'write file:name.mp4');
    }
    return { kind: 'file', label: name, target: name };
  }
  const kind = schemes.get(`${(scheme[1] ?? '').toLowerCase()}:`);
  if (kind === undefined) {
    throw sourceFault(
      'invalid',
      `addresses that begin with ${scheme[0]} are not known`,
      'give an address that begins with rtsp://, rtsps://, http://, https:// or file:',
    );
  }
  return streamAddress(kind, url);
}

function fileName(url: string): string {
  const name = url.replace(/^file:/i, '');
  return name.startsWith('//') ? name.replace(/^\/\/(localhost)?/i, '') : name;
}

function streamAddress(kind: 'rtsp' | 'http', url: string): SourceAddress {
  let parsed: URL;
  try {
    // The URL class splits unknown schemes only roughly; http splits name, password, host and port fully.
    parsed = new URL(url.replace(/^rtsps?:/i, 'http:'));
  } catch {
    throw sourceFault(
      'invalid',
      'the address cannot be read',
      'write it as rtsp://name:password@host:554/path, with @, : and / of a password as %40, %3A and %2F',
    );
  }
  const protocol = url.slice(0, url.indexOf(':')).toLowerCase();
  return { kind, label: `${protocol}://${parsed.host}${parsed.pathname}`, target: url };
}

/** Which files a source may read. */
export interface FileAccess {
  /** where files named by a camera lie */
  readonly directory: string | undefined;
  /** the command line reads any file its user can read */
  readonly anyFile: boolean;
}

/** The real path of a file source, after symbolic links; never outside the directory of sources. */
export async function locateFile(address: SourceAddress, files: FileAccess): Promise<string> {
  const path = await realPath(address, files);
  await mayRead(address, path);
  const facts = await stat(path);
  if (!facts.isFile()) {
    throw sourceFault('invalid', `${address.label}: this is not a file`, 'name a video file');
  }
  if (facts.size === 0) {
    throw sourceFault('invalid', `${address.label}: the file is empty`, 'copy it again');
  }
  return path;
}

async function realPath(address: SourceAddress, files: FileAccess): Promise<string> {
  if (files.anyFile) {
    return await existing(address, resolve(files.directory ?? '.', address.target));
  }
  if (files.directory === undefined) {
    throw sourceFault(
      'forbidden',
      'files are not read here',
      'set sources.directory in vigie.yml',
      'forbidden-address',
    );
  }
  if (isAbsolute(address.target) || address.target.split(/[\\/]/).includes('..')) {
    throw outside(address);
  }
  const directory = await existing({ ...address, label: 'sources.directory' }, files.directory);
  const path = await existing(address, resolve(directory, address.target));
  if (!path.startsWith(directory.endsWith(sep) ? directory : directory + sep)) {
    throw outside(address);
  }
  return path;
}

function outside(address: SourceAddress) {
  return sourceFault(
    'forbidden',
    `${address.label}: the file is not in the directory of sources`,
    'put the file under sources.directory and give its name from there',
    'forbidden-address',
  );
}

async function mayRead(address: SourceAddress, path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch {
    throw sourceFault(
      'forbidden',
      `${address.label}: the file may not be read`,
      'give Vigie the right to read it',
      'no-file',
    );
  }
}

async function existing(address: SourceAddress, path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    const denied = (cause as NodeJS.ErrnoException).code === 'EACCES';
    throw denied
      ? sourceFault(
          'forbidden',
          `${address.label}: the file may not be read`,
          'give Vigie the right to read it',
          'no-file',
        )
      : sourceFault(
          'not-found',
          `${address.label}: there is no such file`,
          'check the name; files lie under sources.directory',
          'no-file',
        );
  }
}
