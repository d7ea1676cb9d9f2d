import { expect, it } from 'vitest';
import type { CameraView } from '@/api/cameras.ts';
import { cameraFaults, cameraInput, draftOf } from './camera-draft.ts';

const camera = {
  name: 'Gate',
  source: { url: 'a.mp4' },
  place: 'closed-site',
  purposes: [{ id: 3, name: 'Protection', code: 'site-protection' }],
  maskWaiver: null,
  position: null,
  enabled: true,
  ground: [
    { at: [0.125, 0.9], metres: [0, 0] },
    { at: [0.9, 0.9], metres: [8, 0] },
    { at: [0.7, 0.3], metres: [8, 20.5] },
    { at: [0.3, 0.3], metres: [0, 20.5] },
  ],
  motionGate: 'off',
  secondLook: 'auto',
  priority: 'high',
} as unknown as CameraView;

it('ground points go through the form and back unchanged', () => {
  const draft = draftOf(camera);
  expect(draft.ground[0]).toMatchObject({ x: 12.5, y: 90, east: 0, north: 0 });
  expect(cameraInput(draft, camera)).toMatchObject({
    ground: camera.ground,
    motionGate: 'off',
    secondLook: 'auto',
    priority: 'high',
  });
});

it('rows left empty are none, and no row at all removes the points', () => {
  const empty = { key: 'a', x: '', y: '', east: '', north: '' };
  expect(cameraInput({ ...draftOf(camera), ground: [empty, empty] }, camera).ground).toBeNull();
});

it.each([
  ['three points', 3, {}],
  ['a half empty row', 4, { north: '' }],
])('%s are at fault', (_, count, change) => {
  const draft = draftOf(camera);
  const ground = draft.ground
    .slice(0, count)
    .map((point, index) => (index === 0 ? { ...point, ...change } : point));
  expect(cameraFaults({ ...draft, ground }).ground).toBe('cameras.form.groundFault');
});
