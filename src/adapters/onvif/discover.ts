import { randomUUID } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import ipaddr from 'ipaddr.js';
import type { FoundDevice } from '#features/cameras/ports.ts';

/** Where devices are looked for, and for how long. */
export interface DiscoveryWishes {
  /** the networks of cameras, CIDR: nothing else is asked, and no answer from elsewhere is taken */
  readonly networks: readonly string[];
  readonly allowAddress: (address: string) => boolean;
  readonly waitMs: number;
  /** default 3702 */
  readonly port?: number;
}

const standardPort = 3702;
const multicast = '239.255.255.250';
/** A network larger than this is asked by multicast only. */
const mostAddresses = 1024;
const mostDevices = 500;

/**
 * Asks which ONVIF devices there are (WS-Discovery): by multicast from the interfaces that stand in the networks of
 * cameras, and each address of small networks, since multicast does not cross a router.
 */
export async function discoverDevices(wishes: DiscoveryWishes): Promise<readonly FoundDevice[]> {
  const { allowAddress, waitMs, port = standardPort } = wishes;
  const found = new Map<string, FoundDevice>();
  const sockets: Socket[] = [];
  const take = (message: Buffer, from: { readonly address: string }): void => {
    const device = allowAddress(from.address)
      ? deviceOf(message.toString('utf8'), from.address, allowAddress)
      : undefined;
    if (device !== undefined && found.size < mostDevices) found.set(device.service, device);
  };
  try {
    const direct = await openSocket(undefined, take);
    sockets.push(direct);
    for (const address of wishes.networks.flatMap((network) => addressesOf(network)).filter(allowAddress))
      direct.send(probe(), port, address);
    for (const local of ownAddresses().filter(allowAddress)) {
      const socket = await openSocket(local, take);
      sockets.push(socket);
      socket.send(probe(), port, multicast);
    }
    await setTimeout(waitMs);
  } finally {
    for (const socket of sockets) socket.close();
  }
  return [...found.values()].sort((a, b) => a.service.localeCompare(b.service, 'en', { numeric: true }));
}

function openSocket(
  local: string | undefined,
  take: (message: Buffer, from: { readonly address: string }) => void,
): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', take);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, local, () => {
      socket.off('error', reject);
      // An address that nobody has answers with an error, which says nothing of the others.
      socket.on('error', () => undefined);
      if (local !== undefined) socket.setMulticastInterface(local);
      resolve(socket);
    });
  });
}

/** Every address of a small IPv4 network. */
function addressesOf(network: string): readonly string[] {
  const [range, bits] = ipaddr.parseCIDR(network);
  if (range.kind() !== 'ipv4' || 2 ** (32 - bits) > mostAddresses) return [];
  const first = ipaddr.IPv4.networkAddressFromCIDR(network)
    .toByteArray()
    .reduce((all, byte) => all * 256 + byte, 0);
  return Array.from({ length: 2 ** (32 - bits) }, (_, index) => {
    const address = first + index;
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
  });
}

const ownAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((own = []) =>
    own.filter(({ family }) => family === 'IPv4').map(({ address }) => address),
  );

const probe = (): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"' +
  ' xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">' +
  `<e:Header><w:MessageID>urn:uuid:${randomUUID()}</w:MessageID>` +
  '<w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>' +
  '<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>' +
  '<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>';

/** The device of an answer, spoken to at an address inside the networks; of several, the one that answered. */
function deviceOf(
  answer: string,
  from: string,
  allowAddress: (address: string) => boolean,
): FoundDevice | undefined {
  const services = (elementOf(answer, 'XAddrs') ?? '')
    .split(/\s+/)
    .filter((text) => /^https?:\/\//i.test(text) && URL.canParse(text))
    .map((text) => new URL(text))
    .filter(({ hostname }) => allowAddress(hostname));
  const service = services.find(({ hostname }) => hostname === from) ?? services[0];
  if (service === undefined) return undefined;
  const scopes = (elementOf(answer, 'Scopes') ?? '').split(/\s+/);
  const { origin, pathname } = service;
  return {
    name: scopeOf(scopes, 'name'),
    model: scopeOf(scopes, 'hardware'),
    service: `${origin}${pathname}`,
  };
}

function elementOf(xml: string, name: string): string | undefined {
  return new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>([^<]{1,8000})<`).exec(xml)?.[1]?.trim();
}

/** `onvif://www.onvif.org/name/Front%20gate` → `Front gate`. */
function scopeOf(scopes: readonly string[], word: string): string | null {
  const start = `onvif://www.onvif.org/${word}/`;
  const scope = scopes.find((text) => text.startsWith(start))?.slice(start.length);
  if (scope === undefined) return null;
  return plainText(decoded(scope));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A device may say anything of itself: one short line of it is kept. */
export function plainText(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const line = text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 120);
  return line === '' ? null : line;
}
