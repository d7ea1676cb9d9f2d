import type { SubjectRequestInput } from '#features/compliance/subject-request-schema.ts';
import { fieldOfInstant, instantOfField } from '@/components/local-instant.ts';

/** A request as typed; times are those of date fields. */
export interface RequestDraft {
  readonly kind: SubjectRequestInput['kind'];
  readonly person: string;
  readonly contact: string;
  readonly words: string;
  readonly cameraIds: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly receivedAt: string;
}

/** What the form starts with. */
export const emptyRequest = (nowMs: number): RequestDraft => ({
  kind: 'access',
  person: '',
  contact: '',
  words: '',
  cameraIds: [],
  from: '',
  to: '',
  receivedAt: fieldOfInstant(nowMs),
});

/** The fields that are still to be filled in; a time has both ends or none. */
export function missingOfRequest(draft: RequestDraft): readonly (keyof RequestDraft)[] {
  const missing: (keyof RequestDraft)[] = (['person', 'contact', 'words'] as const).filter(
    (field) => draft[field].trim() === '',
  );
  const [from, to] = [instantOfField(draft.from), instantOfField(draft.to)];
  if (from === undefined && to !== undefined) missing.push('from');
  if (to === undefined && from !== undefined) missing.push('to');
  if (instantOfField(draft.receivedAt) === undefined) missing.push('receivedAt');
  return missing;
}

/** What is sent, once nothing is missing. */
export function requestInput(draft: RequestDraft): SubjectRequestInput {
  const [from, to] = [instantOfField(draft.from), instantOfField(draft.to)];
  return {
    kind: draft.kind,
    person: draft.person.trim(),
    contact: draft.contact.trim(),
    words: draft.words.trim(),
    cameraIds: [...draft.cameraIds],
    span: from === undefined || to === undefined ? null : { from, to },
    receivedAt: instantOfField(draft.receivedAt) ?? '',
  };
}
