import type { AnalysisPlan } from './analysis-plan.ts';
import type { LiveVideo } from './camera-parts.ts';
import type { Evidence } from './evidence.ts';
import type { CameraHealth, CameraWatch, LiveHead, PictureForm } from './live-schema.ts';
import type { Report } from './report.ts';

/**
 * The only link between `main` and the analysis process.
 * A change of shape raises `protocolVersion`; a process that meets another version says so and stops.
 */
export const protocolVersion = 5;

/** What the analysis process needs to open its detector and its sources: process settings, no camera. */
export interface AnalysisInit {
  /** name of a model of the catalogue, or of one that was added */
  readonly model: string;
  readonly modelsDirectory: string;
  /** execution provider asked for, for instance `cpu` */
  readonly provider: string;
  /** numbers the network runs on; `auto` takes what set-up found best here, and is meant where it is left out */
  readonly precision?: 'auto' | 'fp32' | 'int8';
  /** threads of one inference session */
  readonly threads: number;
  /** sessions at most, each in its worker thread; by default one a core where the processor runs them */
  readonly workers?: number | undefined;
  /** files are read from here only */
  readonly sourcesDirectory: string;
  /** addresses at which cameras may be reached, CIDR */
  readonly cameraNetworks: readonly string[];
  /** what decodes: `auto` for what works here, `none` for the processor, or one by FFmpeg's name */
  readonly hardwareDecoding: string;
  /** what makes H.264 for viewers, by FFmpeg's name; absent: what works on the processor; `none`: no video */
  readonly videoEncoder?: string | undefined;
  /** memory the process may hold before it is started anew, megabytes */
  readonly memoryLimitMb: number;
  /** a rule pack of the territory's own, and the key that signed it */
  readonly law?: { readonly file: string; readonly key: string } | undefined;
}

/** What an earlier life of the analysis knew of a camera when its last report left: the text of a `Report.memory`. */
export interface CameraMemory {
  readonly cameraId: number;
  readonly memory: string;
}

/** Why a process gives itself up: it holds too much memory, the detector does not answer, or a fault nobody foresaw. */
export type FailureReason = 'memory' | 'detector' | 'fault';

/** From `main` to the analysis process. */
export type ToAnalysis =
  /** the first message: nothing starts before it */
  | { readonly kind: 'init'; readonly version: number; readonly init: AnalysisInit }
  | {
      readonly kind: 'plan';
      readonly version: number;
      readonly plan: AnalysisPlan;
      /** with the first plan of a process that takes over from one that died */
      readonly memories?: readonly CameraMemory[];
    }
  /** somebody watches these cameras: send pictures, at most so many a second, and video; an empty list ends it */
  | { readonly kind: 'watch'; readonly cameras: readonly CameraWatch[]; readonly framesPerSecond: number }
  /** the report is stored: it need not be kept any longer */
  | {
      readonly kind: 'acknowledge';
      readonly cameraId: number;
      readonly run: string;
      readonly sequence: number;
    }
  | { readonly kind: 'stop' };

/** From the analysis process to `main`. */
export type FromAnalysis =
  | {
      readonly kind: 'ready';
      readonly version: number;
      readonly provider: string;
      readonly model: string;
      readonly notice?: string;
    }
  | { readonly kind: 'report'; readonly report: Report }
  | {
      readonly kind: 'live';
      readonly head: LiveHead;
      readonly form: PictureForm | 'boxes';
      readonly jpeg: Uint8Array;
    }
  | ({ readonly kind: 'video' } & LiveVideo)
  /** the pictures around what a rule saw, from a camera that records */
  | { readonly kind: 'evidence'; readonly evidence: Evidence }
  | { readonly kind: 'health'; readonly cameras: readonly CameraHealth[]; readonly memoryMb: number }
  /** a few times a second: the process is alive */
  | { readonly kind: 'beat'; readonly memoryMb: number }
  /** the last message of a process that gives itself up */
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: string }
  | {
      readonly kind: 'log';
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly details: object;
      readonly message: string;
    };
