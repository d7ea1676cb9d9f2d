import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-node';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '#app/config.ts';
import { catalogue } from '#features/models/catalogue.ts';
import { forbiddenLabels, refuseForbidden } from '#features/models/forbidden-labels.ts';
import { createModelStore } from '#features/models/model-store.ts';
import { oneCamera } from '../fakes/one-camera.ts';
import { openTestDatabase, type TestDatabase } from '../test-database.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
/** Words of names that would tell of looking at who somebody is. */
const telling = new Set(
  'face faces facial plate plates anpr alpr lpr ocr reid embedding embeddings emotion emotions gender sex sexes ethnicity biometric biometrics gait'.split(
    ' ',
  ),
);
/** `readNumberPlate`, `face_vector` and `face-api` fall into words. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
const tells = (name: string): boolean => wordsOf(name).some((word) => telling.has(word));

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('F15: no face, plate, re-identification, emotion, age or sex', () => {
  test('F15: no package that is installed is made for it', () => {
    const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, unknown>;
    };
    const names = Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ''));
    expect(names.length).toBeGreaterThan(300);
    const known =
      /^(@vladmandic\/(human|face)|face-?api|deepface|openalpr|tesseract|clarifai|@mediapipe|opencv)/;
    expect(names.filter((name) => tells(name) || known.test(name))).toEqual([]);
  });

  test('F15: every model that can be fetched tells things and traffic apart, and nothing of persons', () => {
    expect(catalogue.length).toBeGreaterThan(3);
    for (const { name, labels } of catalogue) expect([name, forbiddenLabels(labels)]).toEqual([name, []]);
  });

  test.each([
    'face',
    'human_face',
    'licence plate',
    'LicensePlate',
    'plaque d’immatriculation',
    'happy',
    'woman',
    'child under 12',
    'age 20-29',
    're-id vector',
  ])('F15: a model that knows "%s" is refused', (label) => {
    expect(() => refuseForbidden('--classes', ['person', label])).toThrow(/no face, plate, age, sex/);
  });

  test('F15: the networks that are installed answer scores and boxes, and nothing else', async () => {
    const store = createModelStore(loadConfig().config.models.directory);
    const names = await store.list();
    expect(names).toContain('nanodet-g');
    for (const name of names) {
      const model = await store.verify(name);
      const session = await ort.InferenceSession.create(model?.file ?? '');
      const read = JSON.stringify(model?.manifest.head);
      expect(session.outputNames.filter((output) => !read.includes(`"${output}"`))).toEqual([]);
      const classes = model?.manifest.labels.length ?? 0;
      const lasts = session.outputMetadata.map((output) =>
        output.isTensor ? output.shape.at(-1) : undefined,
      );
      // Scores of each class, and four sides; NanoDet tells a side as eleven chances.
      for (const last of lasts) expect([classes, 4, 4 * 11, classes + 5, classes + 4]).toContain(last);
      await session.release();
    }
  });

  test('F15: no column of the database could hold a vector of a person', async () => {
    const { rows } = await database.pool.query<{ table: string; column: string; type: string }>(
      `SELECT table_name AS table, column_name AS column, udt_name AS type FROM information_schema.columns
       WHERE table_schema = 'public'`,
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ table, column }) => tells(table) || tells(column))).toEqual([]);
    const vectors = rows.filter(({ type }) => /vector|^_float|^cube$/.test(type));
    expect(vectors).toEqual([]);
  });

  test('F15: no name in the code is about it', () => {
    const files = globSync('{src,web/src}/**/*.{ts,tsx}', { cwd: repository }).filter(
      (file) => !/\.test\.tsx?$|forbidden-labels\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) => namesIn(file).map((name) => `${file}: ${name}`));
    expect(found).toEqual([]);
  });
});

/** The telling names of a file; words of comments and texts do not count. */
function namesIn(file: string): string[] {
  const text = readFileSync(join(repository, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && tells(node.text)) found.push(node.text);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

describe('F16: numbers of tracks live in memory, and differ from run to run', () => {
  const seen = async () => {
    const world = oneCamera({ plan: {} });
    world.pipeline.watch(5);
    await world.finish();
    return {
      ids: new Set(world.live.flatMap(({ tracks }) => tracks.map(({ id }) => id))),
      reports: world.reports,
    };
  };

  test('F16: the same object has another number in another run', async () => {
    const [first, second] = [await seen(), await seen()];
    expect(first.ids.size).toBe(1);
    // One chance in a million that both runs draw the same number.
    expect([...first.ids]).not.toEqual([...second.ids]);
  });

  test('F16: nothing that is stored joins two sightings of one object', async () => {
    const { reports } = await seen();
    const stored = reports.map(({ memory: _, ...report }) => report);
    expect(JSON.stringify(stored)).not.toMatch(/track|"id"/i);
    const { rows } = await database.pool.query<{ column: string }>(
      `SELECT table_name || '.' || column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name ~ 'track|object_id|visit|appearance|signature_vector'`,
    );
    expect(rows).toEqual([]);
  });
});
