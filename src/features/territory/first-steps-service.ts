import type { Tx } from '#foundation/unit-of-work.ts';
import type { FirstSteps } from './first-steps-schema.ts';
import type { FirstStepsStore } from './first-steps-store.ts';

/** Says how far a new territory is. */
export type FindFirstSteps = () => Promise<FirstSteps>;

interface Parts {
  readonly reader: Tx;
  readonly store: FirstStepsStore;
  /** how many cameras the law lets be read */
  readonly lawfulCameras: () => Promise<number>;
}

/** Makes the use case of the first steps. */
export function createFirstSteps({ reader, store, lawfulCameras }: Parts): FindFirstSteps {
  return async () => {
    const { isNamed, people, cameras, rules, plans } = await store.facts(reader);
    const steps = [
      { code: 'people' as const, isDone: isNamed && people > 1 },
      { code: 'camera' as const, isDone: cameras > 0 },
      { code: 'law' as const, isDone: cameras > 0 && (await lawfulCameras()) > 0 },
      { code: 'rule' as const, isDone: rules > 0 },
      { code: 'told' as const, isDone: plans > 0 },
    ];
    return { isDone: steps.every(({ isDone }) => isDone), steps };
  };
}
