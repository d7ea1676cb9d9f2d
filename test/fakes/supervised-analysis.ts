import { fileURLToPath } from 'node:url';
import { AnalysisSupervisor, type AnalysisSupervisorParts } from '#app/analysis-supervisor.ts';
import type { AnalysisPlan } from '#features/video-analysis/analysis-plan.ts';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import type { AnalysisInit } from '#features/video-analysis/messages-schema.ts';
import type { Report } from '#features/video-analysis/report.ts';
import { silentLog } from '../silent-log.ts';

const init: AnalysisInit = {
  model: 'scripted',
  modelsDirectory: '',
  provider: 'cpu',
  threads: 1,
  workers: 1,
  sourcesDirectory: '',
  cameraNetworks: [],
  hardwareDecoding: 'none',
  memoryLimitMb: 4000,
};

/** What a test wants otherwise. */
export interface SupervisedWishes {
  /** file of the child in `test/fakes`, or the real one */
  readonly child?: string;
  readonly cameras: AnalysisPlan['cameras'];
  readonly init?: Partial<AnalysisInit>;
  readonly parts?: Partial<AnalysisSupervisorParts>;
}

/** An analysis process under supervision, whose reports are stored as the database does: each once. */
export function superviseAnalysis(wishes: SupervisedWishes) {
  const stored = new Map<string, Report>();
  const health = new Map<number, CameraHealth>();
  const supervisor = new AnalysisSupervisor({
    init: { ...init, ...wishes.init },
    log: silentLog,
    ...(wishes.child === undefined ? {} : { entry: fileURLToPath(new URL(wishes.child, import.meta.url)) }),
    onHealth: (cameras) => {
      for (const camera of cameras) health.set(camera.cameraId, camera);
    },
    onReport: (report) => {
      stored.set(`${report.cameraId} ${report.run} ${report.sequence}`, report);
      return Promise.resolve();
    },
    ...wishes.parts,
  });
  supervisor.setPlan({ cameras: wishes.cameras, holidays: [] });
  supervisor.start();
  const of = (cameraId: number) => [...stored.values()].filter((report) => report.cameraId === cameraId);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    supervisor,
    stored,
    health: (cameraId: number) => health.get(cameraId),
    reports: of,
    runs: (cameraId: number) => [...new Set(of(cameraId).map(({ run }) => run))],
    events: (cameraId: number) => of(cameraId).flatMap(({ events }) => events),
    counted: (cameraId: number) =>
      sum(of(cameraId).flatMap(({ counts }) => counts.map(({ count }) => count))),
    coveredMs: (cameraId: number) =>
      sum(of(cameraId).flatMap(({ coverage }) => coverage.map(({ analysedMs }) => analysedMs))),
  };
}

/** The analysis process under supervision, as a test holds it. */
export type SupervisedAnalysis = ReturnType<typeof superviseAnalysis>;
