import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpWorld, openHttpWorld } from '../integration/http-world.ts';

let world: HttpWorld;

beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

describe('F13: nothing adds up what staff do', () => {
  const perPerson =
    /(per|by|of)[-_ ]?(person|operator|actor|agent|staff|user)s?\b|ranking|leaderboard|performance/i;

  test('no route, parameter or answer is about how much a person does', () => {
    const { paths } = world.app.swagger() as unknown as { paths: object };
    const names = new Set<string>();
    const walk = (value: unknown): void => {
      if (value === null || typeof value !== 'object') return;
      for (const [name, content] of Object.entries(value)) {
        names.add(name);
        if (name === 'name' && typeof content === 'string') names.add(content);
        walk(content);
      }
    };
    walk(paths);
    expect(names.size).toBeGreaterThan(100);
    expect([...names].filter((name) => perPerson.test(name))).toEqual([]);
  });

  test('no statement groups lines, decisions or views by who did them', () => {
    const source = fileURLToPath(new URL('../../src', import.meta.url));
    const files = globSync(`${source}/**/*.{sql,ts}`).filter((file) => !file.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(100);
    const grouping = /(GROUP BY|groupBy\()[^;\n]*(actor|decided_by|person|operator)/i;
    expect(files.filter((file) => grouping.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
