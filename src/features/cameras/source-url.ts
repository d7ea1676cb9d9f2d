import { invalidField } from '#foundation/errors.ts';

/** Throws `invalid` for an address that no camera can have; whether it answers is seen when it is analysed. */
export function refuseUnknownAddress(url: string): void {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'file') return;
  if (!['rtsp', 'rtsps', 'http', 'https'].includes(scheme)) {
    throw invalidField(
      'source.url',
      `addresses that begin with ${scheme}: are not known`,
      'give an address that begins with rtsp://, rtsps://, http://, https:// or file:',
    );
  }
  // URL splits name, password, host and port only for the schemes it knows.
  const readable = /^[a-z]+:\/\//i.test(url) && URL.canParse(url.replace(/^rtsps?:/i, 'http:'));
  if (readable) return;
  throw invalidField(
    'source.url',
    'the address cannot be read',
    'write it as rtsp://name:password@host:554/path, with @, : and / of a password as %40, %3A and %2F',
  );
}
