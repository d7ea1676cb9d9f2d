import { planFromFile } from '#app/plan.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { type Clip, measuredClasses } from './footage-truth.ts';

/** How the pictures of a clip are analysed. */
export interface Analysis {
  readonly framesPerSecond: number;
  readonly motionGate: 'auto' | 'off';
  readonly secondLook: 'on' | 'off';
}

/** The camera's confidence: detections above it are counted as found. */
export const cameraConfidence = 0.4;

/** The plan of a clip with its own zones, lines, rules and ground, read as a territory file is. */
export function planOfClip({ name, video, truth }: Clip, analysis: Analysis): CameraPlan {
  const camera = {
    name,
    source: { url: `file:${video}` },
    place: 'closed-site',
    purposes: ['site-protection'],
    confidence: cameraConfidence,
    ...analysis,
    zones: truth.zones.map(({ name: zone, polygon }) => ({ name: zone, polygon })),
    lines: truth.lines.map(({ name: line, from, to, forward, backward }) => {
      return { name: line, from, to, forward, backward, classes: [...measuredClasses] };
    }),
    rules: truth.rules.map((rule) => ({ ...rule, cooldownSeconds: 0 })),
    ...(truth.ground.length > 0 && { ground: truth.ground }),
  };
  const file = readTerritoryFile(JSON.stringify({ cameras: [camera] }), { name: `${name}.truth.json` });
  const plan = planFromFile(file)[0];
  if (!plan) throw new Error(`${name}: no plan`);
  return plan;
}
