import { lookup } from 'node:dns/promises';
import type { ReachHost } from '#features/notifications/ports.ts';
import { allowAddress, isAddress, isOwnNetwork, plainAddress } from '#foundation/allowed-addresses.ts';

/** Addresses of a host name. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

const resolveBySystem: ResolveHost = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Makes the gate of outgoing calls: only ranges of network.outgoing are reached, machine metadata never. A name is
 * asked for at each connection, since what it leads to changes.
 */
export function createOutgoingGate(
  ranges: readonly string[],
  resolve: ResolveHost = resolveBySystem,
): ReachHost {
  const isAllowed = allowAddress(ranges);
  return async (host) => {
    const addresses = isAddress(host) ? [host] : await resolve(host).catch(() => []);
    const [first] = addresses;
    if (first === undefined) return { fault: { code: 'unknown-host', detail: host } };
    const address = addresses.find(isAllowed);
    if (address === undefined) return { fault: { code: 'not-allowed', detail: first } };
    return { address: plainAddress(address), isOwnNetwork: isOwnNetwork(address) };
  };
}
