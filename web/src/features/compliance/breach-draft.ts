import type { BreachInput } from '#features/compliance/breach-schema.ts';
import { fieldOfInstant, instantOfField } from '@/components/local-instant.ts';

/** A breach as typed; times are those of date fields. */
export interface BreachDraft {
  readonly title: string;
  readonly words: string;
  readonly actorId: string;
  readonly cameraIds: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly knownAt: string;
}

/** What the form starts with. */
export const emptyBreach = (nowMs: number): BreachDraft => ({
  title: '',
  words: '',
  actorId: '',
  cameraIds: [],
  from: '',
  to: fieldOfInstant(nowMs),
  knownAt: fieldOfInstant(nowMs),
});

/** The fields that are still to be filled in. */
export const missingOfBreach = (draft: BreachDraft): readonly (keyof BreachDraft)[] => [
  ...(['title', 'words'] as const).filter((field) => draft[field].trim() === ''),
  ...(['from', 'to', 'knownAt'] as const).filter((field) => instantOfField(draft[field]) === undefined),
];

/** What is sent, once nothing is missing. */
export function breachInput(draft: BreachDraft): BreachInput {
  const instant = (field: 'from' | 'to' | 'knownAt'): string => instantOfField(draft[field]) ?? '';
  return {
    title: draft.title.trim(),
    words: draft.words.trim(),
    actorId: draft.actorId.trim() === '' ? null : draft.actorId.trim(),
    cameraIds: [...draft.cameraIds],
    span: { from: instant('from'), to: instant('to') },
    knownAt: instant('knownAt'),
  };
}
