import type { Audit } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { ChannelStore } from './channel-store.ts';
import type { Colleague, Plan, PlanInput } from './plan-schema.ts';
import type { PlanStore } from './plan-store.ts';
import type { ListPeople } from './ports.ts';

/** Who is told of what, as planned. */
export interface PlanService {
  list(): Promise<readonly Plan[]>;
  create(input: PlanInput): Promise<Plan>;
  replace(id: number, input: PlanInput): Promise<Plan>;
  remove(id: number): Promise<void>;
  /** People who may be named in a plan: their role lets them read alerts. */
  colleagues(): Promise<readonly Colleague[]>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly store: PlanStore;
  readonly channels: ChannelStore;
  readonly listPeople: ListPeople;
  /** whether a role may read alerts at all */
  readonly readsAlerts: (role: string) => boolean;
}

/** Makes the service of plans. */
export function createPlanService(parts: Parts): PlanService {
  const { unitOfWork, reader, audit, store } = parts;
  const subject = ({ id, name }: Plan) => ({ kind: 'notice-plan', id, name });
  const findIn = async (tx: Tx, id: number): Promise<Plan> => {
    const plan = await store.find(tx, id);
    if (plan === undefined) throw new VigieError('not-found', `There is no plan ${id}`);
    return plan;
  };
  return {
    list: () => store.list(reader),
    create: (input) =>
      unitOfWork(async (tx) => {
        await refuseFaults(parts, tx, input);
        const plan = await findIn(tx, await store.insert(tx, input));
        const details = { changes: changedFields(undefined, input) };
        await audit(tx, { action: 'notice-plan.create', subject: subject(plan), details });
        return plan;
      }),
    replace: (id, input) =>
      unitOfWork(async (tx) => {
        const before = await findIn(tx, id);
        await refuseFaults(parts, tx, input);
        await store.update(tx, id, input);
        const plan = await findIn(tx, id);
        const details = { changes: changedFields(before, plan) };
        await audit(tx, { action: 'notice-plan.update', subject: subject(plan), details });
        return plan;
      }),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const plan = await findIn(tx, id);
        await store.remove(tx, id);
        await audit(tx, { action: 'notice-plan.delete', subject: subject(plan) });
      }),
    async colleagues() {
      const people = await parts.listPeople(reader);
      return people.filter(({ role }) => parts.readsAlerts(role));
    },
  };
}

async function refuseFaults({ store, channels, listPeople }: Parts, tx: Tx, plan: PlanInput): Promise<void> {
  const [unknown] = await store.unknownRules(tx, plan.ruleIds);
  if (unknown !== undefined)
    throw invalidField('ruleIds', `there is no rule ${unknown}`, 'choose rules of the list');
  const known = new Set((await listPeople(tx)).map(({ id }) => id));
  plan.steps.forEach((step, index) => {
    const field = `steps[${index}]`;
    if (step.people.some((id) => !known.has(id)))
      throw invalidField(`${field}.people`, 'somebody is not of this territory', 'choose people of the list');
    if (step.people.length + step.roles.length === 0)
      throw invalidField(`${field}.people`, 'nobody is named', 'name somebody, or remove the step');
    const before = plan.steps[index - 1]?.afterMinutes ?? -1;
    if (index === 0 ? step.afterMinutes !== 0 : step.afterMinutes <= before)
      throw invalidField(
        `${field}.afterMinutes`,
        'is not later than the step before',
        'the first step is at 0 minutes, each next one later',
      );
  });
  const outside = new Map((await channels.list(tx)).map(({ id, kind }) => [id, kind]));
  for (const id of plan.outside.channelIds)
    if (!['webhook', 'mqtt'].includes(outside.get(id) ?? ''))
      throw invalidField('outside.channelIds', `${id} is no webhook or broker`, 'choose one of the list');
}
