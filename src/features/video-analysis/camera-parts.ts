import type { SunTimes } from '#analytics/rules/period.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Gate } from '#foundation/legal-gate.ts';
import type { Log } from '#foundation/log.ts';
import type { CameraPlan } from './analysis-plan.ts';
import type { Evidence } from './evidence.ts';
import type { CameraShare, Wish } from './fair-shares.ts';
import type { Detector, FrameSource } from './ports.ts';
import type { Report } from './report.ts';
import type { SeenObject } from './scene-analysis.ts';

/** What a viewer gets with each picture. */
interface LivePicture {
  readonly cameraId: number;
  readonly timeMs: number;
  readonly width: number;
  readonly height: number;
  readonly tracks: SeenObject[];
}

/** What a camera's analysis is made of and whom it tells. */
export interface CameraPipelineParts {
  readonly plan: CameraPlan;
  readonly holidays: readonly string[];
  /** names this life of the analysis */
  readonly run: string;
  readonly source: FrameSource;
  /** its part of a machine that all cameras share */
  readonly share: CameraShare;
  readonly detector: Detector;
  readonly decide: Gate;
  readonly sunTimes: SunTimes;
  readonly clock: Clock;
  /** milliseconds that never jump, whatever becomes of the system's clock: for waits */
  readonly uptime: Clock;
  /** what an earlier life knew when its last report left */
  readonly memory?: string | undefined;
  readonly log: Log;
  readonly onReport: (report: Report) => void;
  readonly onLive: (head: LivePicture, jpeg: Uint8Array) => void;
  /** the pictures around what a rule saw */
  readonly onEvidence?: (evidence: Evidence) => void;
  /** the detector answered what it was asked at that uptime */
  readonly onAnswer?: (askedMs: number, nowMs: number) => void;
  /** the detector fails again and again: the process should start anew */
  readonly onFatal: (fault: unknown) => void;
}

/** What a camera asks of the machine. */
export function wishOf({ framesPerSecond, priority }: CameraPlan): Wish {
  return { framesPerSecond, priority };
}
