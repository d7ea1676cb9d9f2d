import type { CameraMake } from '#features/cameras/check-schema.ts';

/** How the address of a camera is found. */
export type AddressWay = 'network' | 'make' | 'address';

/** What is typed to find a camera. */
export interface AddressDraft {
  readonly way: AddressWay;
  readonly username: string;
  readonly password: string;
  /** the whole address, for who types it or took it from a device */
  readonly url: string;
  readonly make: string;
  readonly stream: number;
  readonly host: string;
  readonly port: string;
  readonly channel: string;
}

export const emptyAddress: AddressDraft = {
  way: 'network',
  username: '',
  password: '',
  url: '',
  make: '',
  stream: 0,
  host: '',
  port: '',
  channel: '1',
};

/** The address of the stream, with name and password; empty while something is missing. */
export function addressOf(draft: AddressDraft, makes: readonly CameraMake[]): string {
  const plain = draft.way === 'make' ? madeAddress(draft, makes) : draft.url.trim();
  return withUser(plain, draft.username, draft.password);
}

function madeAddress(draft: AddressDraft, makes: readonly CameraMake[]): string {
  const make = makes.find(({ code }) => code === draft.make);
  const host = draft.host.trim();
  if (make === undefined || host === '') return '';
  const path = make.streams[draft.stream]?.path ?? make.streams[0]?.path ?? '/';
  const port = draft.port.trim() === '' ? make.port : draft.port.trim();
  const written = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `rtsp://${written}:${port}${path.replaceAll('{channel}', draft.channel.trim() || '1')}`;
}

/** Puts name and password into an address; one that holds some already keeps them where none are typed. */
export function withUser(url: string, username: string, password: string): string {
  if (username === '') return url;
  const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
  return url.replace(/^([a-z]+:\/\/)(?:[^/@]*@)?/i, `$1${encodeURIComponent(username)}${secret}@`);
}
