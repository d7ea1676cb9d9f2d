import { expect, test } from 'vitest';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { planFromFile } from './plan.ts';

const text = `
territory: { timeZone: Indian/Reunion }
periods: [{ name: night, weekly: [{ days: [monday], from: "22:00", to: "06:00" }] }]
cameras:
  - { name: A, place: public-road, purposes: [traffic-statistics], lines: [{ name: road, from: [0, 0], to: [1, 1] }] }
  - name: B
    place: closed-site
    purposes: [site-protection]
    zones: [{ name: yard, polygon: [[0, 0], [1, 0], [1, 1]] }]
    lines: [{ name: gate, from: [0, 0], to: [1, 0], classes: [car] }]
    ground:
      - { at: [0.1, 0.9], metres: [0, 0] }
      - { at: [0.9, 0.9], metres: [10, 0] }
      - { at: [0.7, 0.3], metres: [10, 30] }
      - { at: [0.3, 0.3], metres: [0, 30] }
    motionGate: off
    secondLook: on
    priority: high
    rules:
      - { name: Switched off, kind: intrusion, zone: yard, enabled: false }
      - { name: Intrusion, kind: intrusion, zone: yard, period: night, cooldownSeconds: 5, minimumConfidence: 0.6 }
`;

test('a file becomes plans: ids by order, names resolved, defaults filled in', () => {
  const [a, b] = planFromFile(readTerritoryFile(text, { name: 'rules.yml' }));
  expect(a).toMatchObject({
    id: 1,
    ground: [],
    motionGate: 'auto',
    framesPerSecond: 5,
    confidence: 0.4,
    lines: [{ id: 1, forward: 'forward' }],
  });
  expect(a?.lines[0]?.classes).toContain('bicycle');
  expect(b).toMatchObject({
    id: 2,
    motionGate: 'off',
    secondLook: 'on',
    priority: 'high',
    zones: [{ id: 1 }],
    lines: [{ id: 2, classes: ['car'] }],
    rules: [
      {
        name: 'Intrusion',
        parameters: { zoneId: 1, classes: ['person'] },
        cooldownSeconds: 5,
        minimumConfidence: 0.6,
        period: { name: 'night', timeZone: 'Indian/Reunion' },
      },
    ],
  });
  expect(b?.rules).toHaveLength(1);
  expect(b?.ground[2]).toEqual({ at: [0.7, 0.3], metres: [10, 30] });
});
