import type { AnalysisPlan, CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Gate } from '#foundation/legal-gate.ts';
import type { UnitOfWork } from '#foundation/unit-of-work.ts';

interface RefusalLogParts {
  readonly unitOfWork: UnitOfWork;
  readonly decide: Gate;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** Logs what the gate refuses when it begins to refuse it: once, not at each picture. */
export class RefusalLog {
  readonly #parts: RefusalLogParts;
  #standing: ReadonlySet<string> = new Set();

  constructor(parts: RefusalLogParts) {
    this.#parts = parts;
  }

  /** Asks the gate for every camera of a plan and every rule on it. */
  async note({ cameras }: AnalysisPlan): Promise<void> {
    const { unitOfWork, audit } = this.#parts;
    const found = new Map(cameras.flatMap((camera) => this.#refusalsOf(camera)));
    const fresh = [...found].filter(([key]) => !this.#standing.has(key));
    if (fresh.length > 0)
      await unitOfWork(async (tx) => {
        for (const [, { camera, ...details }] of fresh) {
          const subject = { kind: 'camera', id: camera.id, name: camera.name };
          await audit(tx, { action: 'gate.refuse', subject, cameraId: camera.id, details });
        }
      });
    this.#standing = new Set(found.keys());
  }

  #refusalsOf(camera: CameraPlan) {
    const { decide, clock } = this.#parts;
    const frames = { detector: 'video-analysis', output: 'frames' as const };
    const mayRead = decide(camera.legal, frames.detector, frames.output, clock()).allowed;
    const alerts = camera.rules.map(({ kind }) => ({ detector: kind, output: 'alert' as const }));
    // Where no picture is read, that says it all.
    const asked = mayRead ? alerts : [frames];
    return asked.flatMap(({ detector, output }) => {
      const answer = decide(camera.legal, detector, output, clock());
      if (answer.allowed) return [];
      const { reason } = answer;
      const broken = camera.legal.broken;
      const key = JSON.stringify([camera.id, detector, output, reason, broken]);
      return [[key, { camera, detector, output, reason, broken }] as const];
    });
  }
}
