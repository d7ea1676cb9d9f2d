import { allowAddress, isAddress } from '#foundation/allowed-addresses.ts';
import type { Fault } from '#foundation/errors.ts';

/**
 * Makes the check of a camera's address against the networks of cameras, when it is entered. A name is asked for at
 * each connection only: what it leads to changes.
 */
export function createReachCheck(
  networks: readonly string[],
): (field: string, url: string) => Fault | undefined {
  const isAllowed = allowAddress(networks);
  return (field, url) => {
    const host = hostOf(url);
    if (host === undefined) return undefined;
    const address = /(?:^|\.)localhost\.?$/.test(host) ? '127.0.0.1' : host;
    if (!isAddress(address) || isAllowed(address)) return undefined;
    return {
      field,
      message: `its address ${address} is not in the networks of cameras`,
      fix: 'check it, or add its network to network.cameras in vigie.yml and start Vigie anew',
    };
  };
}

/** The host of a stream as the system reads it: 0x7f.1 and 2130706433 are 127.0.0.1. */
function hostOf(url: string): string | undefined {
  const web = url.replace(/^(?:rtsps?|https?):/i, 'http:');
  if (!/^http:/i.test(web) || !URL.canParse(web)) return undefined;
  return new URL(web).hostname.replace(/^\[|\]$/g, '');
}
