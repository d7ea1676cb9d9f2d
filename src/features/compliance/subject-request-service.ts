import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { FindRecordings, KeptRecording } from './ports.ts';
import { dueAt, personKeptMs, urgencyOf } from './subject-request.ts';
import type {
  RequestFindings,
  RequestStep,
  SubjectRequest,
  SubjectRequestInput,
} from './subject-request-schema.ts';
import type { RequestChange, StoredRequest, SubjectRequestStore } from './subject-request-store.ts';

/** The desk where people ask about their data (GDPR art. 15 to 21). */
export interface SubjectRequestService {
  list(request: PageRequest): Promise<Page<SubjectRequest>>;
  insert(input: SubjectRequestInput): Promise<SubjectRequest>;
  /** Throws `not-found`, or `conflict` when the request is closed, or was extended before. */
  take(id: number, step: RequestStep): Promise<SubjectRequest>;
  /** What is kept of the place and time it names. */
  findings(id: number): Promise<RequestFindings>;
  /** Erases who asked, a year after the answer. */
  sweep(): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly store: SubjectRequestStore;
  readonly findRecordings: FindRecordings;
}

const nothingKept = {
  en: 'No picture of this place and time is kept. Vigie reads pictures in memory and lets them go in less than a second; only anonymous counts by quarter hour remain, in which nobody can be found.',
  fr: 'Aucune image de ce lieu et de ce moment n’est conservée. Vigie lit les images en mémoire et les abandonne en moins d’une seconde ; seuls restent des comptages anonymes par quart d’heure, dans lesquels personne ne peut être retrouvé.',
};
const allDestroyed = {
  en: 'The pictures of this place and time were destroyed; the proofs of destruction are attached by their numbers.',
  fr: 'Les images de ce lieu et de ce moment ont été détruites ; les preuves de destruction sont jointes par leurs numéros.',
};
const someKept = {
  en: 'Pictures of this place and time are kept. Hold them before they are destroyed, and hide other people before they are shown.',
  fr: 'Des images de ce lieu et de ce moment sont conservées. Suspendez leur destruction, et masquez les tiers avant toute communication.',
};

/** Makes the use cases of the request desk. */
export function createSubjectRequestService(parts: Parts): SubjectRequestService {
  const { unitOfWork, reader, audit, clock, store, findRecordings } = parts;
  const shown = (one: StoredRequest): SubjectRequest => ({
    ...one,
    urgency: urgencyOf({ state: one.state, dueMs: Date.parse(one.dueAt) }, clock()),
  });
  const found = async (tx: Tx, id: number): Promise<StoredRequest> => {
    const request = await store.find(tx, id);
    if (request !== undefined) return request;
    throw new VigieError('not-found', `There is no request ${id}`);
  };
  const log = (tx: Tx, verb: string, { id, kind, cameraIds }: StoredRequest) =>
    audit(tx, { action: `request.${verb}`, subject: { kind: 'request', id }, details: { kind, cameraIds } });

  return {
    async list(request) {
      const page = await store.list(reader, request);
      return { ...page, items: page.items.map(shown) };
    },
    insert: (input) =>
      unitOfWork(async (tx) => {
        refuseFaults(input, clock());
        const request = await store.insert(tx, input, dueAt(new Date(input.receivedAt), false));
        await log(tx, 'receive', request);
        return shown(request);
      }),
    take: (id, step) =>
      unitOfWork(async (tx) => {
        const request = await found(tx, id);
        await store.update(tx, id, changeOf(request, step, new Date(clock())));
        await log(tx, step.step, request);
        return shown(await found(tx, id));
      }),
    async findings(id) {
      const request = await found(reader, id);
      const kept =
        request.span === null ? [] : await findRecordings(reader, request.cameraIds, spanOf(request.span));
      await unitOfWork((tx) => log(tx, 'search', request));
      return findingsOf(kept);
    },
    sweep: () =>
      unitOfWork(async (tx) => {
        const forgotten = await store.forgetPersons(tx, new Date(clock() - personKeptMs));
        const subject = { kind: 'request', id: 'closed' };
        if (forgotten > 0) await audit(tx, { action: 'request.forget', subject, details: { forgotten } });
      }),
  };
}

function refuseFaults({ span, receivedAt }: SubjectRequestInput, nowMs: number): void {
  if (span && Date.parse(span.to) <= Date.parse(span.from))
    throw invalidField('span.to', 'lies before the start', 'give a time that ends after it begins');
  if (Date.parse(receivedAt) > nowMs)
    throw invalidField('receivedAt', 'lies in the future', 'give the day on which the request came');
}

function changeOf(request: StoredRequest, step: RequestStep, now: Date): RequestChange {
  if (request.state !== 'open')
    throw new VigieError('conflict', `Request ${request.id} is ${request.state}`, {
      fix: 'enter a new request',
    });
  if (step.step === 'answer') return { state: 'answered', answer: step.answer, closedAt: now };
  if (step.step === 'refuse') return { state: 'refused', answer: step.reason, closedAt: now };
  if (request.extendedFor !== null)
    throw new VigieError('conflict', 'The time for an answer was extended before', {
      fix: 'answer, or refuse with a reason',
    });
  return { extendedFor: step.reason, dueAt: dueAt(new Date(request.receivedAt), true) };
}

function spanOf({ from, to }: { readonly from: string; readonly to: string }) {
  return { fromMs: Date.parse(from), toMs: Date.parse(to) };
}

function findingsOf(kept: readonly KeptRecording[]): RequestFindings {
  const time = (ms: number) => new Date(ms).toISOString();
  return {
    recordings: kept.map(({ id, cameraId, fromMs, toMs, state, destroyedMs }) => ({
      id,
      cameraId,
      from: time(fromMs),
      to: time(toMs),
      state,
      destroyedAt: destroyedMs === null ? null : time(destroyedMs),
    })),
    statement: statementOf(kept),
  };
}

function statementOf(kept: readonly KeptRecording[]): { en: string; fr: string } {
  if (kept.length === 0) return nothingKept;
  return kept.every(({ state }) => state === 'destroyed') ? allDestroyed : someKept;
}
