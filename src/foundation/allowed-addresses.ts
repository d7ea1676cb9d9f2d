import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Addresses at which clouds hand out the secrets of the machine: never reachable, listed or not. */
const metadata = [
  '169.254.169.254',
  '169.254.170.2',
  '100.100.100.200',
  '168.63.129.16',
  'fd00:ec2::254',
].map((address) => ipaddr.process(address).toNormalizedString());

/** Kinds of addresses that a wide range such as 0.0.0.0/0 does not mean: only a range of the very kind lets them through. */
const special: ReadonlySet<string> = new Set([
  'unspecified',
  'loopback',
  'linkLocal',
  'multicast',
  'broadcast',
  'rfc6145',
  'rfc6052',
  '6to4',
  'teredo',
]);
/** Shortest prefix that can mean one kind alone. */
const leastBits = 8;

/** True for an address in any way of writing it: 127.0.0.1, 0x7f.1, 2130706433, ::1. */
export function isAddress(text: string): boolean {
  return ipaddr.isValid(text);
}

/** One way of writing each address: 0x7f.1, 2130706433 and ::ffff:127.0.0.1 are 127.0.0.1. */
export function plainAddress(address: string): string {
  return ipaddr.process(address).toString();
}

const own: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal']);

/** Whether an address is one of this machine or of a private network, so that what goes there does not cross the internet. */
export function isOwnNetwork(address: string): boolean {
  return ipaddr.isValid(address) && own.has(ipaddr.process(address).range());
}

/** What is wrong with a CIDR, if anything is. */
export function cidrFault(cidr: string): string | undefined {
  return ipaddr.isValidCIDR(cidr) ? undefined : `"${cidr}" is not a range of addresses`;
}

/** Makes the test of an address, given as numbers, against a list of ranges: an empty list lets none through. */
export function allowAddress(cidrs: readonly string[]): (address: string) => boolean {
  const ranges = cidrs.map((cidr) => ipaddr.parseCIDR(cidr));
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    // `process` makes ::ffff:10.0.0.1 the IPv4 address it stands for.
    const address: Address = ipaddr.process(text);
    if (metadata.includes(address.toNormalizedString())) return false;
    return ranges.some(([range, bits]) => isWithin(address, range, bits) && isMeant(address, range, bits));
  };
}

function isMeant(address: Address, range: Address, bits: number): boolean {
  return !special.has(address.range()) || (range.range() === address.range() && bits >= leastBits);
}

function isWithin(address: Address, range: Address, bits: number): boolean {
  return address.kind() === range.kind() && address.match(range, bits);
}
