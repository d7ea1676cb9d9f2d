import type { Detections } from '#analytics/detection/detections.ts';
import type { Letterbox } from '#analytics/detection/letterbox.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import type { NativeGate } from './native-gate.ts';

/** What a worker is started with. */
export interface WorkerSetup {
  readonly model: InstalledModel;
  readonly threads: number;
  readonly provider: string;
  readonly gate: NativeGate;
}

/** One picture to look at. */
export interface WorkerPicture {
  readonly input: Uint8Array;
  readonly letterbox: Letterbox;
  readonly width: number;
  readonly height: number;
  readonly confidence: number;
}

export interface DetectMessage {
  readonly kind: 'detect';
  readonly batch: number;
  readonly pictures: readonly WorkerPicture[];
}

/** `stop` lets the run at work end: a thread torn out of ONNX Runtime takes the process with it. */
export type ToWorker = DetectMessage | { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'ready'; readonly provider: string; readonly notice: string | undefined }
  | { readonly kind: 'unusable'; readonly reason: string }
  | {
      readonly kind: 'done';
      readonly batch: number;
      readonly found: readonly Detections[];
      readonly inferenceMs: number;
    }
  | { readonly kind: 'failed'; readonly batch: number; readonly reason: string };
