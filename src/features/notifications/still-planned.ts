import { type PlanScope, plansFor } from './plans.ts';
import type { Receiver, ToldAlert } from './ports.ts';

interface PlanOfPeople extends PlanScope {
  readonly steps: readonly { readonly people: readonly string[]; readonly roles: readonly string[] }[];
}

interface PlanOfOutside extends PlanScope {
  readonly outside: { readonly channelIds: readonly number[]; readonly addresses: readonly string[] };
}

/** Whether a plan names a person, or their role, for an alert, in whichever step. */
export function namesPerson(
  plans: readonly PlanOfPeople[],
  alert: ToldAlert,
  { id, role }: Pick<Receiver, 'id' | 'role'>,
): boolean {
  return plansFor(plans, alert).some(({ steps }) =>
    steps.some(({ people, roles }) => people.includes(id) || roles.some((one) => one === role)),
  );
}

/** Whether a plan names an outside address for an alert; without an address, whether it names the channel. */
export function namesOutside(
  plans: readonly PlanOfOutside[],
  alert: ToldAlert,
  { address, channelId }: { readonly address: string | null; readonly channelId: number },
): boolean {
  return plansFor(plans, alert).some(({ outside }) =>
    address === null ? outside.channelIds.includes(channelId) : outside.addresses.includes(address),
  );
}
