import type { InstalledModel, MeasureSpeed, ModelManifest } from '#features/models/ports.ts';
import { windowFor } from './row-window.ts';
import { openSession, type Session } from './session.ts';

const runs = { before: 2, timed: 9 };
/** A network that takes less cannot be told from nothing. */
const leastMs = 0.001;
/** Cameras are mostly wide: their pictures leave a band above and below. */
const wide = { width: 1280, height: 720 };

/** Measures models in turns in this thread, on one core, so that other work weighs on all of them alike. */
export const measureSpeed: MeasureSpeed = async (models) => {
  const sessions = await Promise.all(models.map(openOnCpu));
  const sums = models.map(() => 0);
  try {
    for (let run = 0; run < runs.before + runs.timed; run++) {
      for (const [index, session] of sessions.entries()) {
        const spent = await timeOf(session, models[index] as InstalledModel);
        if (run >= runs.before) sums[index] = (sums[index] ?? 0) + spent;
      }
    }
  } finally {
    for (const session of sessions) await session.close();
  }
  // Some kernels count CPU time in steps of milliseconds: a sum evens them out, a median would not.
  return sums.map((sum) => Math.max(leastMs, sum / runs.timed));
};

function openOnCpu({ file, manifest }: InstalledModel): Promise<Session> {
  const { width, height } = manifest.input;
  return openSession({ model: file, width, height, threads: 1, provider: 'cpu' });
}

/** Rows that a network looks at for a picture of 16:9. */
export function wideRows(manifest: ModelManifest): number {
  const { input } = manifest;
  const scale = Math.min(input.width / wide.width, input.height / wide.height);
  const letterbox = { scale, padX: 0, padY: Math.floor((input.height - wide.height * scale) / 2) };
  return windowFor({ height: wide.height, letterbox }, manifest).rows;
}

async function timeOf(session: Session, { manifest }: InstalledModel): Promise<number> {
  const { input } = manifest;
  const rows = wideRows(manifest);
  const picture = new Uint8Array(rows * input.width * 3).fill(114);
  for (let index = 0; index < picture.length; index += 7) picture[index] = index % 251;
  const before = process.threadCpuUsage();
  await session.run(picture, 1, rows);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
