import { type Fault, VigieError } from '#foundation/errors.ts';

/** The fault of an address that no camera can have; whether it answers is seen when it is analysed. */
export function addressFault(field: string, url: string): Fault | undefined {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'file') return undefined;
  if (!['rtsp', 'rtsps', 'http', 'https'].includes(scheme)) {
    return {
      field,
      message: `addresses that begin with ${scheme}: are not known`,
      fix: 'give an address that begins with rtsp://, rtsps://, http://, https:// or file:',
    };
  }
  const authority =
    /^[a-z]+:\/\/(?:[^\s/?#@]*@)?(?:\[[\da-f:.]+\]|[^\s:/?#@[\]]+)(?::(\d{1,5}))?(?:[/?#]|$)/i.exec(url);
  const isReadable = authority !== null && Number(authority[1] ?? 0) <= 65_535;
  if (isReadable) return undefined;
  return {
    field,
    message: 'the address cannot be read',
    fix: 'write it as rtsp://name:password@host:554/path, with @, : and / of a password as %40, %3A and %2F',
  };
}

/** Throws that fault as `invalid`. */
export function refuseUnknownAddress(url: string): void {
  const fault = addressFault('source.url', url);
  if (fault === undefined) return;
  throw new VigieError('invalid', `${fault.field}: ${fault.message}`, {
    faults: [fault],
    ...(fault.fix === undefined ? {} : { fix: fault.fix }),
  });
}
