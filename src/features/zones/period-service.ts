import { periodFaults } from '#analytics/rules/period.ts';
import type { Audit } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import { type Fault, invalid, VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import { refuseStale } from '#foundation/stale-version.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Announce } from './ports.ts';
import type { Period, PeriodInput } from './rule-schema.ts';
import type { PeriodStore } from './rule-store.ts';
import { needsSun, timeZoneFaults } from './territory-file-faults.ts';

/** What a PATCH of a period may say; a key given as `null` is removed. */
export type PeriodPatch = { readonly [Key in keyof PeriodInput]?: PeriodInput[Key] | null } & {
  readonly version?: number | undefined;
};

/** When rules are active. */
export interface PeriodService {
  list(request: PageRequest): Promise<Page<Period>>;
  find(id: number): Promise<Period>;
  insert(input: PeriodInput): Promise<Period>;
  /** A key given as `null` is removed from the period. Throws `conflict` when `version` is not the present one. */
  update(id: number, patch: PeriodPatch): Promise<Period>;
  /** Throws `conflict` while a rule uses it. */
  remove(id: number): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly periods: PeriodStore;
  readonly announce: Announce;
  readonly audit: Audit;
}

/** Makes the use cases of periods. */
export function createPeriodService({ unitOfWork, reader, periods, announce, audit }: Parts): PeriodService {
  async function findIn(tx: Tx, id: number): Promise<Period> {
    const period = await periods.find(tx, id);
    if (period === undefined) throw new VigieError('not-found', `There is no period ${id}`);
    return period;
  }
  async function record(tx: Tx, verb: string, period: Period, before?: Period): Promise<void> {
    await audit(tx, {
      action: `period.${verb}`,
      subject: { kind: 'period', id: period.id, name: period.name },
      details: verb === 'delete' ? {} : { changes: changedFields(before, period) },
    });
  }
  return {
    list: (request) => periods.list(reader, request),
    find: (id) => findIn(reader, id),
    async insert(input) {
      refuse(inPeriod(input));
      return await unitOfWork(async (tx) => {
        const period = await periods.insert(tx, input);
        await announce(tx, null);
        await record(tx, 'create', period);
        return period;
      });
    },
    update: (id, { version, ...patch }) =>
      unitOfWork(async (tx) => {
        const before = await periods.findToChange(tx, id);
        if (before === undefined) throw new VigieError('not-found', `There is no period ${id}`);
        refuseStale('period', version, before);
        const input = patched(before, patch);
        refuse([...inPeriod(input), ...(await sunFaults(tx, periods, id, input))]);
        const period = await periods.update(tx, id, input);
        await announce(tx, null);
        await record(tx, 'update', period, before);
        return period;
      }),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const period = await findIn(tx, id);
        const rules = await periods.rulesOf(tx, id);
        if (rules.length > 0)
          throw new VigieError(
            'conflict',
            `Rules hold during this period: ${rules.map(({ name }) => name).join(', ')}`,
            {
              fix: 'give those rules another period first',
            },
          );
        await periods.remove(tx, id);
        await record(tx, 'delete', period);
      }),
  };
}

/** The faults of a period by itself. */
function inPeriod({ timeZone, name: _, ...rest }: PeriodInput): Fault[] {
  return [...timeZoneFaults('timeZone', timeZone), ...periodFaults(rest)];
}

async function sunFaults(tx: Tx, periods: PeriodStore, id: number, input: PeriodInput): Promise<Fault[]> {
  if (!needsSun(input)) return [];
  const rules = (await periods.rulesOf(tx, id)).filter(({ hasPosition }) => !hasPosition);
  return rules.map(({ name }) => ({
    field: 'weekly',
    message: `follows the sun, and the camera of rule "${name}" has no position`,
    fix: 'give that camera a position first',
  }));
}

function patched(
  { id: _, version: __, ...before }: Period,
  patch: Omit<PeriodPatch, 'version'>,
): PeriodInput {
  const entries = Object.entries({ ...before, ...patch }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(entries) as unknown as PeriodInput;
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0)
    throw invalid(faults.map(({ field, message }) => `${field}: ${message}`).join('; '), faults);
}
