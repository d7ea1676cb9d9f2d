import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoTerritory, startVigie } from '../e2e/vigie-server.ts';

/** How pictures begin, as they are stored or sent. */
const beginnings: Readonly<Record<string, Buffer>> = {
  'JPEG (JFIF)': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46]),
  'JPEG (tables)': Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0x00]),
  'JPEG (comment)': Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0x00]),
  'JPEG (Exif)': Buffer.from([0xff, 0xd8, 0xff, 0xe1]),
  PNG: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  WebP: Buffer.from('WEBPVP8'),
};
const overlap = 16;
const step = 1 << 20;

/** Pictures that somebody could read in the files below a folder, with what they are. */
export function imagesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .flatMap((file) => sortsIn(file).map((sort) => `${sort} in ${file.slice(folder.length)}`));
}

function sortsIn(file: string): string[] {
  const found = new Set<string>();
  const bytes = Buffer.alloc(step + overlap);
  const handle = openSync(file, 'r');
  for (let at = 0; ; at += step) {
    const length = readSync(handle, bytes, 0, bytes.length, at);
    if (length === 0) break;
    for (const sort of beginningsIn(bytes.subarray(0, length))) found.add(sort);
  }
  closeSync(handle);
  return [...found];
}

/** The sorts of pictures that begin somewhere in these bytes. */
export function beginningsIn(bytes: Buffer): string[] {
  return Object.entries(beginnings)
    .filter(([, beginning]) => bytes.includes(beginning))
    .map(([sort]) => sort);
}

const person = (name: string) => ({
  name,
  email: `${name}@example.org`,
  password: 'a quiet harbour at dawn',
});
const habilitation = {
  act: '2026-14',
  trainedOn: '2026-01-15',
  validFrom: '2026-01-16',
  validUntil: '2099-12-31',
};

/** Runs the demo's cameras while somebody watches; answers what was seen live, and what lies on the disk then. */
export async function runAndScan(
  seconds: number,
): Promise<{ seen: string[]; found: string[]; files: number }> {
  const vigie = await startVigie();
  try {
    const token = new URL(vigie.setupUrl).searchParams.get('token');
    const people = { administrator: person('ada'), operator: person('oscar'), habilitation };
    await post(`${vigie.url}/api/v1/setup`, { token, ...people });
    await vigie.bringIn(demoTerritory);
    const { email, password } = people.operator;
    const answer = await post(`${vigie.url}/api/auth/sign-in/email`, { email, password });
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const seen = await watch(`${vigie.url}/api/v1/live?cameras=1,2,3&motive=camera`, cookie, seconds);
    const files = readdirSync(vigie.directory, { recursive: true }).length;
    return { seen, found: imagesIn(vigie.directory), files };
  } finally {
    await vigie.stop();
  }
}

async function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Sorts of pictures that come live: the scan must know those it looks for. */
async function watch(url: string, cookie: string, seconds: number): Promise<string[]> {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers: { cookie }, signal: leaving.signal });
  const seen = new Set<string>();
  const reading = (async () => {
    for await (const chunk of answer.body ?? [])
      for (const sort of beginningsIn(Buffer.from(chunk))) seen.add(sort);
  })().catch(() => undefined);
  await pause(seconds * 1000);
  leaving.abort();
  await reading;
  return [...seen];
}
