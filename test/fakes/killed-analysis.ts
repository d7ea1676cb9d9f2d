import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { analysisInit } from '#app/analysis-init.ts';
import { loadConfig } from '#app/config.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import type { Truth } from '../../footage/plan/truth.ts';
import { picturesOfClip } from './clip-units.ts';
import { depotPlan } from './plans.ts';
import { startRtpCamera } from './rtp-camera.ts';
import { seededRandom } from './seeded-random.ts';
import { type SupervisedAnalysis, superviseAnalysis } from './supervised-analysis.ts';

const footage = fileURLToPath(new URL('../fixtures/footage/', import.meta.url));
const stepMs = 50;
const kills = 3;
/** Kills fall on this part of the clip, so that something passes after the last. */
const killedShare = 0.7;

function planOf({ lines }: Truth, url: string): CameraPlan {
  return {
    ...depotPlan,
    source: { url },
    framesPerSecond: 10,
    lines: lines.map((line, index) => ({ ...line, id: index + 1, classes: ['person', 'car'] })),
    zones: [
      {
        id: 3,
        name: 'all',
        polygon: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      },
    ],
    rules: depotPlan.rules.map((rule) => ({
      ...rule,
      cooldownSeconds: 3600,
      parameters: { zoneId: 3, classes: ['car'] },
    })),
  };
}

const fates = (analysis: SupervisedAnalysis) => ({
  counted: analysis.counted(depotPlan.id),
  alerts: analysis.events(depotPlan.id).length,
  coveredMs: analysis.coveredMs(depotPlan.id),
  restarts: analysis.supervisor.status.restarts,
});

/** Plays a clip once to two analyses with the real engine; one of them is killed three times. */
export async function compareKilled(clip: string, seed: number) {
  const pictures = await picturesOfClip(`${footage}${clip}.mp4`);
  const truth = JSON.parse(await readFile(`${footage}${clip}.truth.json`, 'utf8')) as Truth;
  const { config } = loadConfig({ environment: {} });
  const init = { ...analysisInit(config), cameraNetworks: ['127.0.0.1/32'] };
  const analyses = [
    superviseAnalysis({ cameras: [], init }),
    superviseAnalysis({ cameras: [], init }),
  ] as const;
  const [undisturbed, killed] = analyses;
  while (analyses.some(({ supervisor }) => supervisor.status.state !== 'ready')) await pause(stepMs);
  const camera = await startRtpCamera({
    pictures: pictures.map(({ units }) => units),
    framesPerSecond: truth.framesPerSecond,
    keyEvery: pictures.findIndex(({ isKey }, index) => isKey && index > 0),
    stamp: (index) => pictures[index % pictures.length]?.stamp ?? 0,
  });
  for (const { supervisor } of analyses)
    supervisor.setPlan({ cameras: [planOf(truth, camera.url)], holidays: [] });
  const spanMs = (pictures.length / truth.framesPerSecond) * 1000;
  const random = seededRandom(seed);
  const moments = Array.from({ length: kills }, () => random() * killedShare * spanMs).sort((a, b) => a - b);
  const beganMs = performance.now();
  for (const atMs of moments) {
    await pause(Math.max(0, beganMs + atMs - performance.now()));
    const { pid } = killed.supervisor.status;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }
  await pause(beganMs + spanMs - performance.now());
  await Promise.all(analyses.map(({ supervisor }) => supervisor.stop()));
  camera.stop();
  return { undisturbed: fates(undisturbed), killed: fates(killed), truth: truth.crossings.length, spanMs };
}
