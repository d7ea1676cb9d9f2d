import { availableParallelism } from 'node:os';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import { sunTimes } from '#adapters/sun/sun-times.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import type { OwnPack } from '#features/privacy/rule-pack-service.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { analyseOffline, type OfflineRequest } from '#features/video-analysis/offline-pipeline.ts';
import type { OfflineResult } from '#features/video-analysis/offline-result.ts';
import type { Log } from '#foundation/log.ts';
import { openGate } from './legal-gate.ts';

/** A file to analyse with a model; its path is `plan.source.url`. */
export interface FileAnalysis
  extends Pick<OfflineRequest, 'holidays' | 'startMs' | 'signal' | 'onNotice' | 'onPicture'> {
  readonly plan: CameraPlan;
  readonly model: InstalledModel;
  readonly provider?: string | undefined;
  /** inference sessions; default: one a core, four at most */
  readonly workers?: number | undefined;
  /** threads of each session; default 1 */
  readonly threads?: number | undefined;
  readonly log: Log;
  /** a rule pack of the territory's own */
  readonly law?: OwnPack | undefined;
}

/** What was seen, and by what. */
export interface FileAnalysisResult extends OfflineResult {
  readonly provider: string;
  /** why another provider than the one asked for was used */
  readonly notice: string | undefined;
  readonly wallMs: number;
}

const mostWorkers = 4;

/** Analyses a file as fast as the machine allows. */
export async function analyseFile(request: FileAnalysis): Promise<FileAnalysisResult> {
  const { model, log, provider = 'cpu', threads = 1 } = request;
  const workers = request.workers ?? usualWorkers(provider);
  const detector = await openDetector({ model, provider, threads, workers, log });
  const source = createFrameSource({ log, anyFile: true, hardware: 'none' });
  try {
    const startedMs = performance.now();
    const result = await analyseOffline({
      ...request,
      source,
      detector,
      decide: openGate(request.law).decide,
      sunTimes,
      lookahead: workers * 2 + 1,
    });
    const wallMs = performance.now() - startedMs;
    return { ...result, provider: detector.provider, notice: detector.notice, wallMs };
  } finally {
    await source.stop();
    await detector.close();
  }
}

/** On a CPU several sessions of one thread beat one session of several threads. */
function usualWorkers(provider: string): number {
  return provider === 'cpu' ? Math.min(mostWorkers, availableParallelism()) : 1;
}
