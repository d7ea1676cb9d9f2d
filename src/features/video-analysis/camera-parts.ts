import type { SunTimes } from '#analytics/rules/period.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Gate } from '#foundation/legal-gate.ts';
import type { Log } from '#foundation/log.ts';
import type { CameraPlan } from './analysis-plan.ts';
import type { Evidence } from './evidence.ts';
import type { CameraShare, Wish } from './fair-shares.ts';
import type { Detector, FrameSource, LiveHead, PictureForm, VideoPiece } from './ports.ts';
import type { Report } from './report.ts';

/** A piece of a camera's video, for the viewers of its form. */
export interface LiveVideo {
  readonly cameraId: number;
  readonly form: PictureForm;
  readonly piece: VideoPiece;
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
  /** a moment for the viewers of a form; `boxes` goes beside video and carries no picture */
  readonly onLive: (head: LiveHead, jpeg: Uint8Array, form: PictureForm | 'boxes') => void;
  readonly onVideo?: (video: LiveVideo) => void;
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
