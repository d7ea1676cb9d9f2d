import { openSession } from './session.ts';
import type { TrialAnswer, TrialRequest } from './trial-messages.ts';

const runs = { before: 3, timed: 7 };

/** Runs a network on one provider, in a process of its own: a driver that crashes takes nothing else along. */
async function attempt({ model, width, height, provider }: TrialRequest): Promise<TrialAnswer> {
  const session = await openSession({ model, width, height, threads: 1, provider });
  if (session.provider !== provider) return { fault: session.notice ?? 'it was not taken' };
  const picture = new Uint8Array(width * height * 3).fill(114);
  const times: number[] = [];
  for (let run = 0; run < runs.before + runs.timed; run++) {
    const began = performance.now();
    await session.run(picture, 1);
    if (run >= runs.before) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { milliseconds: times[times.length >> 1] ?? 0 };
}

function answer(message: TrialAnswer): void {
  process.send?.(message, undefined, undefined, () => process.exit(0));
}

process.on('message', (request: TrialRequest) => {
  attempt(request).then(answer, (fault: unknown) =>
    answer({ fault: fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault) }),
  );
});
