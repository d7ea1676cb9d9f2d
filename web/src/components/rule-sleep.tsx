import { Button } from '@mantine/core';
import { IconZzz } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { snoozesQuery, wakeRule } from '@/api/alert-desk.ts';
import { ActionFault } from './action-fault.tsx';
import { Badge } from './badge.tsx';
import styles from './rule-sleep.module.css';
import { useFormat } from './use-format.ts';
import { useNow } from './use-now.ts';
import { usePermission } from './use-permission.ts';

/** Says that a rule sleeps, until when, why and what it held back, with the way to wake it; nothing while it is awake. */
export function RuleSleep({ ruleId }: { readonly ruleId: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const queryClient = useQueryClient();
  const mayRead = usePermission('alerts:read');
  const mayDecide = usePermission('alerts:decide');
  const { data } = useQuery({ ...snoozesQuery, enabled: mayRead && ruleId !== null });
  const waking = useMutation({
    mutationFn: wakeRule,
    onSettled: () => queryClient.invalidateQueries({ queryKey: snoozesQuery.queryKey }),
  });
  const sleep = data?.find((one) => one.ruleId === ruleId);
  if (sleep === undefined) return null;
  const { until, motive, by, heldBack } = sleep;
  const isAsleep = sleep.isAsleep && Date.parse(until) > now;
  if (!isAsleep && heldBack === 0) return null;
  return (
    <div className={styles.sleep} data-asleep={isAsleep ? 'yes' : 'no'}>
      <Badge tone={isAsleep ? 'warning' : 'quiet'} icon={IconZzz}>
        {t(isAsleep ? 'desk.asleepUntil' : 'desk.wokeAt', { time: format.recent(until, now) })}
      </Badge>
      <span className="soft">
        {t('desk.sleepWhy', { motive, by })} {t('desk.heldBack', { count: heldBack })}
      </span>
      {isAsleep && mayDecide && (
        <Button
          variant="default"
          size="compact-sm"
          loading={waking.isPending}
          onClick={() => waking.mutate(sleep.ruleId)}
        >
          {t('desk.wake')}
        </Button>
      )}
      <ActionFault fault={waking.error} />
    </div>
  );
}
