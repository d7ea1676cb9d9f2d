import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import type { RestartReason } from './restart-policy.ts';

/** How the analysis process fares. */
export interface AnalysisStatus {
  readonly state: 'starting' | 'ready' | 'restarting' | 'stopped';
  readonly pid: number | undefined;
  readonly model: string | undefined;
  readonly provider: string | undefined;
  /** why another provider than the one asked for is used */
  readonly notice: string | undefined;
  /** the last error that the process told before it ended */
  readonly fault: string | undefined;
  readonly memoryMb: number;
  /** times it was started anew since `main` started */
  readonly restarts: number;
  readonly restartsBy: Readonly<Partial<Record<RestartReason, number>>>;
}

/** The status before the first start. */
export const statusAtRest: AnalysisStatus = {
  state: 'stopped',
  pid: undefined,
  model: undefined,
  provider: undefined,
  notice: undefined,
  fault: undefined,
  memoryMb: 0,
  restarts: 0,
  restartsBy: {},
};

/** The status once the process ended for this reason and is to be started anew. */
export function afterRestart(status: AnalysisStatus, reason: RestartReason): AnalysisStatus {
  return {
    ...status,
    state: 'restarting',
    pid: undefined,
    memoryMb: 0,
    restarts: status.restarts + 1,
    restartsBy: { ...status.restartsBy, [reason]: (status.restartsBy[reason] ?? 0) + 1 },
  };
}

const words: Readonly<Record<RestartReason, string>> = {
  killed: 'the analysis process was killed and is started anew',
  crashed: 'the analysis process crashed and is started anew',
  hung: 'the analysis process did not answer and is started anew',
  memory: 'the analysis process held too much memory and is started anew',
  detector: 'the detector did not answer: the analysis process is started anew',
  fault: 'the analysis process failed and is started anew',
};

/** What is told of a camera until the next process sees it. */
export function startingAnew(cameraId: number, reason: RestartReason): CameraHealth {
  return unseen(cameraId, 'starting', words[reason]);
}

/** What is told of a camera that may not run, because its stream or that of another ends the process. */
export function heldBack(cameraId: number, isCulprit: boolean): CameraHealth {
  return isCulprit
    ? unseen(cameraId, 'stopped', 'its stream ends the analysis process; it is tried again later')
    : unseen(cameraId, 'starting', 'waits until the camera is found whose stream ends the analysis process');
}

function unseen(cameraId: number, state: CameraHealth['state'], fault: string): CameraHealth {
  return {
    cameraId,
    state,
    fault,
    framesIn: 0,
    framesAnalysed: 0,
    framesDropped: 0,
    framesPerSecond: 0,
    delayMs: 0,
    reconnections: 0,
  };
}
