import { IconCircleCheck, IconClock, IconClockX, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/components/badge.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { validityOf } from './validity.ts';

const looks = {
  coming: { tone: 'quiet', icon: IconClock },
  valid: { tone: 'good', icon: IconCircleCheck },
  ending: { tone: 'warning', icon: IconHourglass },
  over: { tone: 'critical', icon: IconClockX },
} as const;

interface ValidityBadgeProps {
  readonly from: string;
  readonly until: string | null;
}

/** Whether a record holds now, and until when. */
export function ValidityBadge({ from, until }: ValidityBadgeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const validity = validityOf({ from, until }, useNow());
  return (
    <Badge {...looks[validity]}>
      {t(`law.validity.${until === null && validity === 'valid' ? 'open' : validity}`, {
        from: format.dateAndTime(from),
        until: until === null ? '' : format.dateAndTime(until),
      })}
    </Badge>
  );
}
