import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { affectedCameras, breachForm } from './breach.ts';
import type { Breach, BreachAssessment, BreachInput, BreachStep } from './breach-schema.ts';
import type { BreachStore, StoredBreach } from './breach-store.ts';
import type { ControllerStore } from './controller-store.ts';
import type { CountPersons, FindViews, ReadInventory } from './ports.ts';
import { breachHours } from './subject-request.ts';

/** Help when personal data got into wrong hands (GDPR art. 33, 34). */
export interface BreachService {
  list(request: PageRequest): Promise<Page<Breach>>;
  insert(input: BreachInput): Promise<Breach>;
  /** Throws `not-found`, or `conflict` when the breach is closed. */
  take(id: number, step: BreachStep): Promise<Breach>;
  /** Which cameras, which times, about how many persons; and the text for the authority. */
  assess(id: number): Promise<BreachAssessment>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly store: BreachStore;
  readonly controllers: ControllerStore;
  readonly inventory: ReadInventory;
  readonly findViews: FindViews;
  readonly countPersons: CountPersons;
}

const hour = 3_600_000;

/** Makes the use cases of the breach assistant. */
export function createBreachService(parts: Parts): BreachService {
  const { unitOfWork, reader, audit, clock, store } = parts;
  const shown = (one: StoredBreach): Breach => ({
    ...one,
    isLate: one.notifiedAt === null && one.closedAt === null && clock() > Date.parse(one.dueAt),
  });
  const found = async (tx: Tx, id: number): Promise<StoredBreach> => {
    const breach = await store.find(tx, id);
    if (breach !== undefined) return breach;
    throw new VigieError('not-found', `There is no breach ${id}`);
  };
  const log = (tx: Tx, verb: string, { id, title }: StoredBreach) =>
    audit(tx, { action: `breach.${verb}`, subject: { kind: 'breach', id, name: title } });

  return {
    async list(request) {
      const page = await store.list(reader, request);
      return { ...page, items: page.items.map(shown) };
    },
    insert: (input) =>
      unitOfWork(async (tx) => {
        refuseFaults(input, clock());
        const dueAt = new Date(Date.parse(input.knownAt) + breachHours * hour);
        const breach = await store.insert(tx, input, dueAt);
        await log(tx, 'enter', breach);
        return shown(breach);
      }),
    take: (id, step) =>
      unitOfWork(async (tx) => {
        const breach = await found(tx, id);
        if (breach.closedAt !== null)
          throw new VigieError('conflict', `Breach ${id} is closed`, { fix: 'enter a new one' });
        await store.update(tx, id, step);
        await log(tx, step.step, breach);
        return shown(await found(tx, id));
      }),
    async assess(id) {
      const breach = await found(reader, id);
      await unitOfWork((tx) => log(tx, 'assess', breach));
      return assess(parts, breach);
    },
  };
}

function refuseFaults({ span, knownAt }: BreachInput, nowMs: number): void {
  if (Date.parse(span.to) <= Date.parse(span.from))
    throw invalidField('span.to', 'lies before the start', 'give a time that ends after it begins');
  if (Date.parse(knownAt) > nowMs)
    throw invalidField('knownAt', 'lies in the future', 'give the moment at which it became known');
}

async function assess(parts: Parts, breach: StoredBreach): Promise<BreachAssessment> {
  const { reader, findViews, countPersons, inventory, controllers } = parts;
  const span = { fromMs: Date.parse(breach.span.from), toMs: Date.parse(breach.span.to) };
  const views = breach.actorId === null ? [] : await findViews(reader, breach.actorId, span);
  const names = new Map((await inventory(reader)).cameras.map(({ id, name }) => [id, name]));
  const cameras: BreachAssessment['cameras'] = [];
  for (const { cameraId, fromMs, toMs, lines } of affectedCameras(views, breach.cameraIds, span)) {
    const persons = await countPersons(reader, cameraId, { fromMs, toMs });
    cameras.push({ cameraId, from: isoTime(fromMs), to: isoTime(toMs), lines, persons });
  }
  const { dpo } = await controllers.find(reader);
  const counted = cameras.flatMap(({ persons }) => persons ?? []);
  const form = breachForm({
    ...breach,
    cameras: cameras.map(({ cameraId, from, to }) => ({
      name: names.get(cameraId) ?? `${cameraId}`,
      from,
      to,
    })),
    persons: counted.length === 0 ? null : counted.reduce((sum, one) => sum + one, 0),
    dpo: [dpo?.name, dpo?.email, dpo?.phone].filter(Boolean).join(', '),
  });
  return { cameras, form };
}

const isoTime = (ms: number): string => new Date(ms).toISOString();
