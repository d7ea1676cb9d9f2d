import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvCell } from '#foundation/csv.ts';
import { type HttpWorld, openHttpWorld } from '../integration/http-world.ts';
import { type Ask, asking, join } from './callers.ts';

let world: HttpWorld;
let technical: Ask;
let dpo: Ask;

beforeAll(async () => {
  world = await openHttpWorld();
  technical = asking(world, await join(world, 'technical'));
  dpo = asking(world, await join(world, 'dpo'));
});
afterAll(() => world.close());

const scripts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '<svg/onload=alert(1)>',
  'javascript:alert(1)',
  '</title><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
];
const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1+1',
  '＝1+1',
  '=cmd|" /C calc"!A0',
  '=HYPERLINK("http://evil.example")',
];

test.each(scripts)(
  'N24: a camera and a territory called %s come back as that text, never as a page',
  async (name) => {
    const source = { url: 'file:a.mp4' };
    const made = await technical('POST', '/api/v1/cameras', { name, place: 'closed-site', source });
    expect([made.statusCode, made.json().name]).toEqual([201, name]);
    expect((await technical('PATCH', '/api/v1/territory', { name })).json().name).toBe(name);
    for (const ask of [technical, dpo])
      for (const url of [
        '/api/v1/cameras',
        '/api/v1/public/cameras',
        `/api/v1/${encodeURIComponent(name)}`,
      ]) {
        const { headers } = await ask('GET', url);
        expect(String(headers['content-type'])).toMatch(/^application\/(problem\+)?json/);
        expect(headers['x-content-type-options']).toBe('nosniff');
      }
    await technical('DELETE', `/api/v1/cameras/${made.json().id}`);
  },
);

test.each([...formulas, '\t=1', '\r=1', '\n=1'])('N26: %j is a text to a spreadsheet', (name) => {
  expect(csvCell(name)).toMatch(/^"?'/);
});

test('N26: no cell of an exported log begins like a formula', async () => {
  for (const name of formulas) await technical('PATCH', '/api/v1/territory', { name: `${name}x` });
  const { body } = await dpo('GET', '/api/v1/audit.csv');
  expect(body).toContain("'=1+1x");
  const cells = body
    .split('\r\n')
    .slice(1)
    .flatMap((row) => row.match(/"(?:[^"]|"")*"|[^,]+/g) ?? []);
  expect(cells.length).toBeGreaterThan(50);
  expect(cells.filter((cell) => /^"?\s*[=+\-@＝]/.test(cell))).toEqual([]);
});
