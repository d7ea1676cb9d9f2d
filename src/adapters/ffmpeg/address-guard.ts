import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { VigieError } from '#foundation/errors.ts';
import { sourceFault } from './faults.ts';

/** Decides where Vigie may connect to. */
export interface AddressGuard {
  /** true when an address lies in the networks of cameras */
  readonly allowAddress: (address: string) => boolean;
  /** addresses of a host name */
  readonly resolveHost: (host: string) => Promise<readonly string[]>;
}

/** Where clouds hand out their secrets: never a camera. */
const metadataAddresses = new Set(['169.254.169.254', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254']);

/** All addresses of a host, by the system's resolver. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

/** The first address of the host that may be connected to; the connection must go to it and no other. */
export async function checkHost(host: string, label: string, guard: AddressGuard): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(bare) ? [bare] : await resolve(bare, label, guard);
  const plain = addresses.map(plainAddress);
  const allowed = plain.find((address) => !metadataAddresses.has(address) && guard.allowAddress(address));
  if (allowed === undefined) {
    const shown = plain[0] ?? bare;
    throw sourceFault(
      'forbidden',
      `${label}: its address ${shown} is not in the networks of cameras`,
      metadataAddresses.has(shown)
        ? 'give the address of a camera; this one is never connected to'
        : `add ${shown}/${shown.includes(':') ? 128 : 32}, or its network, to network.cameras in vigie.yml`,
      'forbidden-address',
    );
  }
  return allowed;
}

async function resolve(host: string, label: string, guard: AddressGuard): Promise<readonly string[]> {
  const addresses = await guard.resolveHost(host).catch((cause: unknown) => {
    if (cause instanceof VigieError) {
      throw cause;
    }
    return [];
  });
  if (addresses.length === 0) {
    throw sourceFault(
      'unavailable',
      `${label}: the name ${host} is not known`,
      'check the name, or give the IP address',
      'unknown-name',
    );
  }
  return addresses;
}

/** One way of writing each address, so that `::ffff:169.254.169.254` hides nothing. */
function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}
