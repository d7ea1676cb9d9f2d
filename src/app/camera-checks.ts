import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CameraChecks, Checked } from '#features/cameras/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import type { CheckAnswer, CheckOrder } from './camera-check-messages.ts';
import { type Config, processEnvironment } from './config.ts';

const entry = fileURLToPath(new URL('./camera-check-process.ts', import.meta.url));
/** The longest a person waits, whatever the camera does. */
const patienceMs = 25_000;
const memoryLimitMb = 1500;
/** Each is a process that may decode: the cameras' own analysis goes first. */
const mostAtOnce = 2;

/** Settings of the checks; `discoveryPort` is another one in tests. */
export interface CheckSettings extends Pick<Config, 'network' | 'sources'> {
  readonly discoveryPort?: number;
}

/** Tries cameras, each in a process of its own: one made to do harm ends that process and no other. */
export function createCameraChecks({ network, sources, discoveryPort }: CheckSettings): CameraChecks {
  let running = 0;
  async function run<Found>(work: CheckOrder['work']): Promise<Checked<Found>> {
    if (running >= mostAtOnce)
      throw new VigieError('too-many', `${mostAtOnce} cameras are being tried already`, {
        fix: 'wait until one of them is done, at most half a minute',
      });
    running += 1;
    try {
      const order = {
        networks: network.cameras,
        sourcesDirectory: sources.directory,
        memoryLimitMb,
        work,
      };
      return (await answerOf(order)) as Checked<Found>;
    } finally {
      running -= 1;
    }
  }
  return {
    stream: (request) => run({ kind: 'stream', ...request }),
    discover: () =>
      run({ kind: 'discover', ...(discoveryPort === undefined ? {} : { port: discoveryPort }) }),
    device: (request) => run({ kind: 'device', ...request }),
  };
}

function answerOf(order: CheckOrder): Promise<CheckAnswer> {
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: processEnvironment(),
  });
  let answer: CheckAnswer | undefined;
  let isLate = false;
  const patience = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, patienceMs);
  child.on('message', (message: CheckAnswer) => {
    answer = message;
  });
  child.send(order, () => {});
  return new Promise<CheckAnswer>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve(answer ?? { ok: false, reason: isLate ? 'too-slow' : 'unreadable' }));
  }).finally(() => clearTimeout(patience));
}
