import type { AnalysisInit } from '#features/video-analysis/messages-schema.ts';
import type { Config } from './config.ts';
import { machineMemoryMb, usualMemoryLimitMb } from './memory-limit.ts';

/** What the settings tell a process that analyses. */
export function analysisInit({ models, sources, network, analysis, law }: Config): AnalysisInit {
  return {
    model: models.name,
    modelsDirectory: models.directory,
    provider: models.provider,
    precision: models.precision,
    threads: models.threads ?? 1,
    workers: models.workers,
    sourcesDirectory: sources.directory,
    cameraNetworks: network.cameras,
    hardwareDecoding: sources.hardwareDecoding,
    videoEncoder: sources.videoEncoding,
    memoryLimitMb: analysis.memoryMb ?? usualMemoryLimitMb(machineMemoryMb()),
    law,
  };
}
