import type { StartLive, TrialFindings } from '#features/replay/ports.ts';
import type { AnalysisPlan } from '#features/video-analysis/analysis-plan.ts';
import type { Report } from '#features/video-analysis/report.ts';
import type { LoadedTrial } from './load-plan.ts';

/** A report with what a rule saw may still be on its way when the rule is taken away. */
const lastReportMs = 3000;

type Request = Parameters<StartLive<LoadedTrial>>[0];

interface RunningTrial extends Request {
  isOver: boolean;
}

/**
 * Puts rules on trial beside the camera's own, each under a negative number, so that they go the whole way of a rule;
 * what they saw leaves the reports before these are stored.
 */
export class LiveTrials {
  readonly #setPlan: (plan: AnalysisPlan) => void;
  readonly #trials = new Map<number, RunningTrial>();
  #plan: AnalysisPlan = { cameras: [], holidays: [] };

  constructor(analysis: { setPlan(plan: AnalysisPlan): void }) {
    this.#setPlan = (plan) => analysis.setPlan(plan);
  }

  /** Takes the plan as it is stored. */
  setPlan(plan: AnalysisPlan): void {
    this.#plan = plan;
    this.#send();
    for (const { trial, onGone, isOver } of this.#trials.values()) {
      if (!isOver && !plan.cameras.some(({ id }) => id === trial.camera.id)) onGone();
    }
  }

  /** Begins a trial; the function that is returned ends it. */
  start(request: Request): () => Promise<void> {
    const running: RunningTrial = { ...request, isOver: false };
    this.#trials.set(-request.number, running);
    this.#send();
    return async () => {
      running.isOver = true;
      this.#send();
      await new Promise((resolve) => setTimeout(resolve, lastReportMs));
      this.#trials.delete(-request.number);
    };
  }

  /** The report without what rules on trial saw: only this may be stored. */
  storedPart(report: Report): Report {
    const isOfStored = ({ ruleId }: { readonly ruleId: number }): boolean => ruleId > 0;
    const { events, measures, stays } = report;
    if ([...events, ...measures, ...stays].every(isOfStored)) return report;
    return {
      ...report,
      events: events.filter(isOfStored),
      measures: measures.filter(isOfStored),
      stays: stays.filter(isOfStored),
    };
  }

  /** Tells each trial what a report, now stored, says of it. */
  deliver(report: Report): void {
    for (const [number, { trial, onFindings }] of this.#trials) {
      if (trial.camera.id === report.cameraId) onFindings(findingsOf(report, number));
    }
  }

  #send(): void {
    const { cameras, holidays } = this.#plan;
    const onTrial = [...this.#trials].filter(([, { isOver }]) => !isOver);
    this.#setPlan({
      holidays,
      cameras: cameras.map((camera) => {
        const own = onTrial.filter(([, { trial }]) => trial.camera.id === camera.id);
        if (own.length === 0) return camera;
        return {
          ...camera,
          rules: [...camera.rules, ...own.map(([id, { trial }]) => ({ ...trial.rule, id }))],
        };
      }),
    });
  }
}

/** What a report says of the rule of that number, and of the camera's lines. */
export function findingsOf(
  report: Pick<Report, 'events' | 'counts' | 'measures' | 'coverage'>,
  number: number,
): TrialFindings {
  return {
    events: report.events.filter(({ ruleId }) => ruleId === number),
    counts: report.counts,
    measures: report.measures.filter(({ ruleId }) => ruleId === number),
    coverage: report.coverage,
  };
}
