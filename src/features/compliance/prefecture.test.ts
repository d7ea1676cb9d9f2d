import { expect, test } from 'vitest';
import { controller, inventoryCamera, inventoryOf } from '../../../test/fakes/inventory.ts';
import { moveNotices, prefectureFile } from './prefecture.ts';

const here = { latitude: 49.4, longitude: 6.1 };
const moved = (metresNorth: number) => ({
  cameraId: 1,
  name: 'Gare',
  atMs: 0,
  from: here,
  to: { ...here, latitude: here.latitude + metresNorth / 111_320 },
});

test('F25: a camera that moves by more than five metres makes a notice, one that moves less does not', () => {
  const [notice, ...others] = moveNotices([moved(12), moved(4)]);
  expect(others).toEqual([]);
  expect(notice?.metres).toBe(12);
  expect(notice?.text.fr).toContain('« Gare » a été déplacée de 12 m');
});

test('F25: the file holds the plan and the purposes of the cameras of public places, and of no others', () => {
  const depot = inventoryCamera({ id: 2, name: 'Dépôt', place: 'closed-site' });
  const nameless = inventoryCamera({ id: 3, name: '<b>Parc</b>', position: null });
  const text = JSON.stringify(
    prefectureFile(inventoryOf(inventoryCamera(), depot, nameless), controller, 'fr'),
  );
  for (const part of ['Rond-point nord', 'CSI L.251-2', '<svg', 'non enregistrée'])
    expect(text).toContain(part);
  expect(text).not.toContain('Dépôt');
});

test('F25: names stay text in the drawing of the plan', () => {
  const camera = inventoryCamera({ name: '<script>' });
  const { blocks } = prefectureFile(inventoryOf(camera), controller, 'en');
  const plan = blocks.find(({ kind }) => kind === 'drawing');
  expect(JSON.stringify(plan)).toContain('&lt;script&gt;');
});
