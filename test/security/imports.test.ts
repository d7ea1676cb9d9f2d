import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { importFile } from '#app/import-file.ts';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { VigieError } from '#foundation/errors.ts';
import { collectPictures, silentLog } from '../fakes/collect-pictures.ts';

const directory = mkdtempSync(join(tmpdir(), 'vigie-imports-'));
afterAll(() => rmSync(directory, { recursive: true }));

const read = (text: string): unknown => {
  try {
    return readTerritoryFile(text, { name: 'territory.yml' });
  } catch (fault) {
    return fault;
  }
};

/** Ten lists, each of ten of the one before: 10¹⁰ words from some lines. */
const laughs = [
  'a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]',
  ...Array.from(
    { length: 10 },
    (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join(', ')}]`,
  ),
  'cameras: *a10',
].join('\n');

test.each([
  ['aliases that grow without end', laughs],
  ['an alias of itself', 'cameras: &all [*all]'],
  ['20 000 levels', `cameras: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['20 000 levels of keys', `cameras: ${'{a: '.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['three million characters', `place: closed-site\n# ${'x'.repeat(3_000_000)}`],
  ['a key twice', 'place: closed-site\nplace: public-road\npurposes: [site-protection]\n'],
  ['a tag that makes an object', 'cameras: !!js/function "function () { return 1 }"'],
  ['a tag that makes a set', 'cameras: !!set { a, b }'],
  ['a prototype', '__proto__: { isAdmin: true }\nplace: closed-site\npurposes: [site-protection]\n'],
  [
    'a NUL',
    'place: closed-site\npurposes: [site-protection]\nzones: [{ name: "a\\0", polygon: [[0, 0], [1, 0], [1, 1]] }]\n',
  ],
  ['numbers out of all range', 'place: closed-site\npurposes: [site-protection]\nframesPerSecond: .inf\n'],
  ['bytes of an archive', 'PK\u0003\u0004\u0014\0\0\0\u0008\0../../etc/passwd'],
  ['nothing', ''],
])('N35: a territory file with %s is refused in plain words', (_, text) => {
  const fault = read(text);
  expect(fault).toBeInstanceOf(VigieError);
  expect((fault as VigieError).message.length).toBeLessThan(20_000);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('N35: a file of more than eight megabytes is not even read', async () => {
  const path = join(directory, 'large.yml');
  writeFileSync(path, Buffer.alloc(9_000_000, 'x'));
  const importTerritory = () => Promise.reject(new Error('was read'));
  const logRefusedImport = () => Promise.resolve();
  await expect(importFile({ importTerritory, logRefusedImport }, path)).rejects.toThrow(/too large/);
});

/** The trick of 2017: a playlist, alone or inside an AVI file, whose segments are files of the machine. */
const playlist = (target: string): string =>
  `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\n${target}\n#EXT-X-ENDLIST\n`;
const avi = (target: string): Buffer => {
  const inner = Buffer.from(playlist(target));
  const head = Buffer.alloc(24);
  head.write('RIFF', 0);
  head.writeUInt32LE(inner.length + 16, 4);
  head.write('AVI LIST', 8);
  head.writeUInt32LE(inner.length, 16);
  head.write('GAB2', 20);
  return Buffer.concat([head, Buffer.from('\0\u0002\0'), inner]);
};

const secret = join(directory, 'secret.txt');
writeFileSync(secret, 'local-canary '.repeat(400));
const clips: readonly (readonly [string, string | Buffer])[] = [
  ['list.m3u8', playlist(`file://${secret}`)],
  ['list.mp4', playlist(secret)],
  ['concat.avi', avi(`concat:header|file://${secret}`)],
  ['subtitles.avi', avi(`file://${secret}`)],
  ['list.ffconcat', `ffconcat version 1.0\nfile '${secret}'\n`],
  ['list.clip', `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="file://${secret}"\n#EXTINF:10,\nsecret.txt\n`],
  ['session.sdp', `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n`],
  ['list.mpd', `<MPD><Period><BaseURL>file://${secret}</BaseURL></Period></MPD>`],
  ['picture.svg', `<svg xmlns="http://www.w3.org/2000/svg"><image href="file://${secret}"/></svg>`],
];

test.each(clips)(
  'N18: %s, as a camera or as a clip on trial, gives nothing of a local file',
  async (name, content) => {
    writeFileSync(join(directory, name), content);
    const source = createFrameSource({ log: silentLog, filesDirectory: directory });
    const { pictures, notices, fault } = await collectPictures(source, { url: `file:${name}` });
    expect(pictures).toEqual([]);
    expect(fault).toBeInstanceOf(VigieError);
    expect(JSON.stringify([notices, String(fault), fault])).not.toContain('canary');
    await source.stop();
  },
);
