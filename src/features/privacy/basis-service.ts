import { type Fault, invalid, VigieError } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { BasisRecord } from './legal-records.ts';
import type { Basis, BasisInput, StopInput } from './legal-schema.ts';
import type { ActingPerson, LegalParts } from './ports.ts';
import { oneOf, periodOf } from './record-faults.ts';
import type { RulePack } from './rule-pack.ts';

/** Orders and special texts that allow what the law otherwise refuses. They end by themselves at their date. */
export interface BasisService {
  list(): Promise<Basis[]>;
  insert(input: BasisInput): Promise<Basis>;
  /** What is changed must be signed anew. */
  update(id: number, patch: Partial<BasisInput>): Promise<Basis>;
  /** One person signs once; a special text counts once two persons did. */
  sign(id: number, quality: string, by: ActingPerson): Promise<Basis>;
  /** Stops one event, or all: the plan of the analysis changes with the commit. */
  stop(id: number, stop: StopInput): Promise<Basis>;
  resume(id: number, stop: StopInput): Promise<Basis>;
  remove(id: number): Promise<void>;
}

/** Makes the use cases of legal bases. */
export function createBasisService(parts: LegalParts): BasisService {
  const { unitOfWork, reader, facts, register, pack, clock, audit, announce } = parts;
  const { find, written, change } = basisWriter(parts);
  return {
    list: async () => (await facts.bases(reader)).map((basis) => shown(basis, pack)),
    insert: (input) =>
      unitOfWork(async (tx) => {
        const id = await register.bases.insert(tx, toRecord(input, undefined, pack));
        return written(tx, id, 'create');
      }),
    update: (id, patch) =>
      change(id, 'update', (basis) => ({ id, ...toRecord({ ...given(basis), ...patch }, basis, pack) })),
    sign: (id, quality, by) =>
      change(id, 'sign', (basis) => {
        if (basis.signatures.some(({ personId }) => personId === by.id))
          throw new VigieError('conflict', 'You have signed this already', {
            fix: 'another person signs: two persons are needed',
          });
        const signedAt = new Date(clock()).toISOString();
        const own = { personId: by.id, name: by.name, quality, signedAt };
        return { ...basis, signatures: [...basis.signatures, own] };
      }),
    stop: (id, { event = 'all', motive }) =>
      change(
        id,
        'stop',
        (basis) => {
          refuseUnknown(basis, event);
          return { ...basis, stopped: [...new Set([...basis.stopped, event])] };
        },
        { motive },
      ),
    resume: (id, { event = 'all', motive }) =>
      change(
        id,
        'resume',
        (basis) => {
          refuseUnknown(basis, event);
          return {
            ...basis,
            stopped: event === 'all' ? [] : basis.stopped.filter((one) => one !== event),
          };
        },
        { motive },
      ),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const { reference } = await find(tx, id);
        await register.bases.remove(tx, id);
        await audit(tx, { action: 'basis.delete', subject: { kind: 'basis', id, name: reference } });
        await announce(tx, null);
      }),
  };
}

/** Finds and writes bases, each with its line in the log. */
function basisWriter({ unitOfWork, facts, register, pack, audit, announce }: LegalParts) {
  const find = async (tx: Tx, id: number): Promise<BasisRecord> => {
    const basis = (await facts.bases(tx)).find((one) => one.id === id);
    if (basis === undefined) throw new VigieError('not-found', `There is no legal basis ${id}`);
    return basis;
  };
  const written = async (tx: Tx, id: number, verb: string, more: object = {}): Promise<Basis> => {
    const basis = await find(tx, id);
    const { kind, cameraIds, events, detectors, signatures, stopped } = basis;
    await audit(tx, {
      action: `basis.${verb}`,
      subject: { kind: 'basis', id, name: basis.reference },
      ...more,
      details: {
        kind,
        cameraIds,
        events,
        detectors,
        stopped,
        signatures: signatures.length,
        rowHash: await facts.hash(tx, 'basis', id),
      },
    });
    await announce(tx, null);
    return shown(basis, pack);
  };
  const change = (id: number, verb: string, to: (basis: BasisRecord) => BasisRecord, more: object = {}) =>
    unitOfWork(async (tx) => {
      await register.bases.update(tx, id, to(await find(tx, id)));
      return written(tx, id, verb, more);
    });
  return { find, written, change };
}

function refuseUnknown({ events, detectors }: BasisRecord, event: string): void {
  if (event === 'all') return;
  const faults = oneOf('event', event, [...events, ...detectors]);
  if (faults.length > 0) throw invalid(`event: this basis does not name "${event}"`, faults);
}

/** A stored basis as it was given. */
function given(basis: BasisRecord): BasisInput {
  const { kind, reference, perimeter, documents, events, detectors, cameraIds, fromMs, untilMs } = basis;
  return {
    kind,
    reference,
    perimeter,
    documents: [...documents],
    events: [...events],
    detectors: [...detectors],
    cameraIds: [...cameraIds],
    from: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
  };
}

function toRecord(
  input: BasisInput,
  before: BasisRecord | undefined,
  pack: RulePack,
): Omit<BasisRecord, 'id'> {
  const { kind, events = [], detectors = [], documents = [], perimeter = '' } = input;
  const { fromMs, untilMs, faults } = periodOf(input, { fromMs: 0, untilMs: null });
  const all = [
    ...oneOf(
      'kind',
      kind,
      pack.bases.map(({ code }) => code),
    ),
    ...faults,
  ];
  const definition = pack.bases.find(({ code }) => code === kind);
  if (definition !== undefined) all.push(...namedFaults(definition, events, detectors, documents, pack));
  if (all.length > 0) throw invalid(all.map((one) => `${one.field}: ${one.message}`).join('; '), all);
  const { reference, cameraIds } = input;
  return {
    kind,
    reference,
    perimeter,
    documents,
    events,
    detectors,
    cameraIds,
    fromMs,
    untilMs: untilMs ?? fromMs,
    signatures: [],
    stopped: before?.stopped ?? [],
  };
}

/** What a basis of a kind must name, and what it may not. */
function namedFaults(
  { namesEvents, signatures }: RulePack['bases'][number],
  events: readonly string[],
  detectors: readonly string[],
  documents: readonly string[],
  pack: RulePack,
): Fault[] {
  const faults: Fault[] = [];
  const [wanted, other] = namesEvents ? ['events', 'detectors'] : ['detectors', 'events'];
  const named = namesEvents ? events : detectors;
  const tooMuch = namesEvents ? detectors : events;
  if (named.length === 0)
    faults.push({ field: wanted ?? '', message: 'names nothing', fix: 'say what this basis allows' });
  if (tooMuch.length > 0)
    faults.push({ field: other ?? '', message: 'is not for this kind of basis', fix: 'leave it out' });
  if (namesEvents)
    for (const event of events)
      faults.push(
        ...oneOf(
          'events',
          event,
          pack.events.map(({ code }) => code),
        ),
      );
  if (signatures > 0 && documents.length === 0)
    faults.push({ field: 'documents', message: 'is required', fix: 'give the references of the text' });
  return faults;
}

function shown(basis: BasisRecord, pack: RulePack): Basis {
  const definition = pack.bases.find(({ code }) => code === basis.kind);
  return {
    id: basis.id,
    ...given(basis),
    perimeter: basis.perimeter,
    documents: [...basis.documents],
    events: [...basis.events],
    detectors: [...basis.detectors],
    title: definition?.title ?? { en: basis.kind, fr: basis.kind },
    signatures: basis.signatures.map(({ name, quality, signedAt }) => ({ name, quality, signedAt })),
    signaturesWanted: definition?.signatures ?? 0,
    stopped: [...basis.stopped],
  };
}
