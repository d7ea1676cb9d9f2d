import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/components/badge.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { timeLeft } from './time-left.ts';

interface ClockProps {
  readonly dueAt: string;
  /** what was due is done */
  readonly doneAt: string | null;
  /** from so many hours before the end on, it is urgent */
  readonly soonHours: number;
}

/** The clock of a time limit: how long is left, or that it was kept. */
export function Clock({ dueAt, doneAt, soonHours }: ClockProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { isLate, days, hours } = timeLeft(dueAt, useNow());
  const title = t('compliance.clock.due', { at: format.dateAndTime(dueAt) });
  if (doneAt !== null)
    return (
      <Badge tone="good" icon={IconCircleCheck} title={title}>
        {t('compliance.clock.done', { at: format.date(doneAt) })}
      </Badge>
    );
  const span = [
    ...(days > 0 ? [t('compliance.clock.days', { count: days })] : []),
    ...(days < 4 ? [t('compliance.clock.hours', { count: hours })] : []),
  ].join(' ');
  if (isLate)
    return (
      <Badge tone="critical" icon={IconAlertTriangle} title={title}>
        {t('compliance.clock.late', { span })}
      </Badge>
    );
  return (
    <Badge tone={days * 24 + hours < soonHours ? 'warning' : 'quiet'} icon={IconClock} title={title}>
      {t('compliance.clock.left', { span })}
    </Badge>
  );
}
