import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { lawful } from '../lawful.ts';

/** A closed site 100 pixels square: a line down its middle, a zone on its right half, an intrusion rule there. */
export const depotPlan: CameraPlan = {
  id: 7,
  name: 'Depot gate',
  source: { url: 'file:depot.mp4' },
  legal: lawful('closed-site'),
  framesPerSecond: 5,
  confidence: 0.4,
  masks: [],
  zones: [
    {
      id: 3,
      name: 'yard',
      polygon: [
        [0.5, 0],
        [1, 0],
        [1, 1],
        [0.5, 1],
      ],
    },
  ],
  lines: [
    {
      id: 1,
      name: 'gate',
      from: [0.5, 1],
      to: [0.5, 0],
      forward: 'in',
      backward: 'out',
      classes: ['person', 'car'],
    },
  ],
  rules: [
    {
      id: 9,
      kind: 'intrusion',
      name: 'Person in the yard',
      parameters: { zoneId: 3, classes: ['person'] },
      period: null,
      cooldownSeconds: 60,
      minimumConfidence: null,
    },
  ],
  position: null,
  ground: [],
  motionGate: 'off',
  secondLook: 'off',
  priority: 'normal',
};
