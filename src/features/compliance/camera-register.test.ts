import { expect, test } from 'vitest';
import { controller, inventoryCamera, inventoryOf } from '../../../test/fakes/inventory.ts';
import { cameraRegister } from './camera-register.ts';
import { processingRecord } from './processing-record.ts';
import { recordAsCsv } from './processing-record-csv.ts';

const stopped = inventoryCamera({ id: 2, name: 'Parvis', isActive: false, purposes: [] });
const depot = inventoryCamera({ id: 3, name: 'Dépôt', place: 'closed-site', alerts: ['intrusion'] });

test('F20: the public register holds each active camera and no other', () => {
  const register = cameraRegister(inventoryOf(inventoryCamera(), stopped, depot), controller);
  expect(register.cameras.map(({ name }) => name)).toEqual(['Rond-point nord', 'Dépôt']);
  expect(register.cameras[0]?.purposes[0]).toMatchObject({ from: '1970-01-01', until: '1971-01-01' });
});

test('F20: of a closed site it does not say where the camera stands', () => {
  const [entry] = cameraRegister(inventoryOf(depot), controller).cameras;
  expect(entry).toMatchObject({ position: null, raisesAlerts: true });
});

test('F22: the record has one activity a purpose, with the cameras that serve it', () => {
  const { activities } = processingRecord(inventoryOf(inventoryCamera(), stopped, depot), controller, 0);
  expect(activities).toHaveLength(1);
  expect(activities[0]).toMatchObject({ cameras: ['Rond-point nord', 'Dépôt'], regime: 'rgpd' });
  expect(activities[0]?.retention.en).toContain('none kept');
});

test('F22: a name that would run as a formula stays a text in the exported record', () => {
  const camera = inventoryCamera({ name: '=HYPERLINK("http://evil")' });
  const csv = recordAsCsv(processingRecord(inventoryOf(camera), controller, 0), 'en');
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
});
