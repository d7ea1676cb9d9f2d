import { expect, test } from 'vitest';
import { assessmentOf, type SignedCamera } from './signed-assessment.ts';

const signed: SignedCamera = {
  place: 'public-road',
  mask: 'waived',
  codes: ['csi-safety', 'csi-terrorism'],
  recipients: ['Municipal police'],
  analyses: ['intrusion'],
  keptDays: 7,
};
const camera = { place: 'public-road', keptDays: 7, signed };
const purpose = { code: 'csi-safety', recipients: ['Municipal police'] };

test.each([
  ['the same', {}, [purpose], 'waived', true],
  ['kept for less time, a mask drawn, no purpose', { keptDays: 0 }, [], 'drawn', true],
  ['another place', { place: 'open-to-public' }, [purpose], 'waived', false],
  ['kept for longer', { keptDays: 8 }, [purpose], 'waived', false],
  ['without its mask', {}, [purpose], 'missing', false],
  ['another purpose', {}, [{ ...purpose, code: 'csi-dumping' }], 'waived', false],
  ['another recipient', {}, [{ ...purpose, recipients: ['Insurers'] }], 'waived', false],
  ['not in the signed version', { signed: {} }, [purpose], 'waived', false],
] as const)('F23: a camera that is %s', (_, change, purposes, mask, isCurrent) => {
  expect(assessmentOf({ ...camera, ...change }, purposes, mask)?.isCurrent).toBe(isCurrent);
});

test('F23: a camera is not assessed while no version is signed', () => {
  expect(assessmentOf({ ...camera, signed: null }, [purpose], 'drawn')).toBeNull();
});
