import type { Fault } from '#foundation/errors.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** The fault of an address that no camera can have; whether it answers is seen when it is analysed. */
export function addressFault(field: string, url: string): Fault | undefined {
  // A line end would begin a line of its own in what is sent to the camera.
  if (control.test(url))
    return {
      field,
      message: 'the address holds a line end or another character that is not shown',
      fix: 'write it in one line; such a character of a password as %0A',
    };
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'file') return fileFault(field, url);
  if (!['rtsp', 'rtsps', 'http', 'https'].includes(scheme)) {
    return {
      field,
      message: `addresses that begin with ${scheme}: are not known`,
      fix: 'give an address that begins with rtsp://, rtsps://, http://, https:// or file:',
    };
  }
  const authority =
    /^[a-z]+:\/\/(?:[^\s/?#@\\]*@)?(?:\[[\da-f:.]+\]|[^\s:/?#@[\]\\]+)(?::(\d{1,5}))?(?:[/?#]|$)/i.exec(url);
  const isReadable = authority !== null && Number(authority[1] ?? 0) <= 65_535;
  if (isReadable) return undefined;
  return {
    field,
    message: 'the address cannot be read',
    fix: 'write it as rtsp://name:password@host:554/path, with @, : and / of a password as %40, %3A and %2F',
  };
}

/** The host of an address, in small letters; nothing for a file. */
export function hostOf(url: string): string | undefined {
  return /^[a-z]+:\/\/(?:[^\s/?#@]*@)?(\[[\da-f:.]+\]|[^\s:/?#@]+)/i.exec(url)?.[1]?.toLowerCase();
}

/** An address as people and the log may see it: without name, password and query. */
export function plainAddress(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^/]*@/i, '$1').replace(/[?#].*$/s, '');
}

/** Files are named from the directory of sources; what a name inside it leads to is seen when it is analysed. */
function fileFault(field: string, url: string): Fault | undefined {
  const name = url.replace(/^file:(\/\/(localhost)?)?/i, '');
  if (name === '') return { field, message: 'the name of the file is missing', fix: 'write file:name.mp4' };
  if (!/^[\\/]/.test(name) && !name.split(/[\\/]/).includes('..')) return undefined;
  return {
    field,
    message: 'the file is not in the directory of sources',
    fix: 'put the file under sources.directory and give its name from there',
  };
}
