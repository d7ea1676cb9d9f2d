import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBellOff, IconBellRinging, IconPlayerPause, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Plan } from '#features/notifications/plan-schema.ts';
import { channelsQuery, colleaguesQuery, plansQuery, removePlan } from '@/api/notifications.ts';
import { Badge } from '@/components/badge.tsx';
import form from '@/components/form.module.css';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { PlanForm } from './plan-form.tsx';

/** Who is told of which rules, and whom next when nobody looks. */
export function PlanList() {
  const { t } = useTranslation();
  const { data: plans, error, refetch } = useQuery(plansQuery);
  const [adding, { open, close }] = useDisclosure(false);
  if (plans === undefined)
    return error === null ? (
      <RowsLoading rows={3} height={64} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
      {t('notifications.addPlan')}
    </Button>
  );
  return (
    <>
      {plans.length === 0 ? (
        <Empty icon={IconBellOff} title={t('notifications.noPlan')} action={add}>
          {t('notifications.noPlanHelp')}
        </Empty>
      ) : (
        <>
          <div className={records.bar}>
            <p className="soft">{t('notifications.planHelp')}</p>
            {add}
          </div>
          <ul className={records.list}>
            {plans.map((plan) => (
              <li key={plan.id}>
                <PlanEntry plan={plan} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Modal opened={adding} onClose={close} title={t('notifications.addPlan')} size="lg">
        <PlanForm plan={undefined} onDone={close} />
      </Modal>
    </>
  );
}

function PlanEntry({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [editing, { open, close }] = useDisclosure(false);
  const lines = usePlanLines(plan);
  return (
    <>
      <div className={records.head}>
        <h3>{plan.name}</h3>
        <span className="soft">
          {plan.ruleIds.length === 0
            ? t('notifications.everyRule')
            : t('notifications.ruleCount', { count: plan.ruleIds.length })}
        </span>
        {plan.enabled ? (
          <Badge tone="good" icon={IconBellRinging}>
            {t('notifications.enabled')}
          </Badge>
        ) : (
          <Badge tone="quiet" icon={IconPlayerPause}>
            {t('notifications.planOff')}
          </Badge>
        )}
      </div>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      <div className={form.buttons}>
        <Button variant="default" size="compact-sm" onClick={open}>
          {t('common.edit')}
        </Button>
        <RemoveButton
          warning={t('notifications.removePlan')}
          remove={async () => {
            await removePlan(plan.id);
            await queryClient.invalidateQueries({ queryKey: ['notifications'] });
          }}
        />
      </div>
      <Modal opened={editing} onClose={close} title={t('notifications.editPlan')} size="lg">
        <PlanForm plan={plan} onDone={close} />
      </Modal>
    </>
  );
}

/** A plan in sentences: whom at once, whom next, whom once it is confirmed. */
function usePlanLines(plan: Plan): readonly string[] {
  const { t } = useTranslation();
  const { data: colleagues } = useQuery(colleaguesQuery);
  const { data: channels } = useQuery(channelsQuery);
  const nameOf = (id: string): string => colleagues?.find((one) => one.id === id)?.name ?? '…';
  const steps = plan.steps.map(({ afterMinutes, people, roles }, index) => {
    const who = [...people.map(nameOf), ...roles.map((role) => t(`shell.role.${role}`))].join(', ');
    return t(index === 0 ? 'notifications.stepLine.first' : 'notifications.stepLine.later', {
      who,
      minutes: afterMinutes,
    });
  });
  const outside = [
    ...plan.outside.channelIds.map((id) => channels?.find((one) => one.id === id)?.name ?? '…'),
    ...plan.outside.addresses,
  ];
  return outside.length === 0
    ? steps
    : [...steps, t('notifications.outsideLine', { who: outside.join(', ') })];
}
