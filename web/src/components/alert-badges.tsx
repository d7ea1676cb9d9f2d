import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconArchive,
  IconBellRinging,
  IconCircleCheck,
  IconCircleX,
  IconEye,
  IconInfoCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertState } from '#features/alerts/alert-schema.ts';
import { Badge, type Tone } from './badge.tsx';

const severities: Readonly<Record<Alert['severity'], { tone: Tone; icon: TablerIcon }>> = {
  information: { tone: 'quiet', icon: IconInfoCircle },
  warning: { tone: 'warning', icon: IconAlertTriangle },
  critical: { tone: 'critical', icon: IconAlertOctagon },
};

const states: Readonly<Record<AlertState, { tone: Tone; icon: TablerIcon }>> = {
  new: { tone: 'accent', icon: IconBellRinging },
  acknowledged: { tone: 'warning', icon: IconEye },
  confirmed: { tone: 'good', icon: IconCircleCheck },
  rejected: { tone: 'quiet', icon: IconCircleX },
  closed: { tone: 'quiet', icon: IconArchive },
};

/** How serious an alert is. */
export function SeverityBadge({ severity }: { readonly severity: Alert['severity'] }) {
  const { t } = useTranslation();
  return <Badge {...severities[severity]}>{t(`common.severity.${severity}`)}</Badge>;
}

/** What has been decided on an alert. */
export function AlertStateBadge({ state }: { readonly state: AlertState }) {
  const { t } = useTranslation();
  return <Badge {...states[state]}>{t(`alerts.state.${state}`)}</Badge>;
}

/** The icon of a severity alone, for dense lists that spell it elsewhere. */
export function SeverityIcon({ severity }: { readonly severity: Alert['severity'] }) {
  const { t } = useTranslation();
  const Icon = severities[severity].icon;
  const colour = severity === 'information' ? 'var(--text-soft)' : `var(--${severity})`;
  return (
    <Icon size={18} stroke={1.9} color={colour} role="img" aria-label={t(`common.severity.${severity}`)} />
  );
}
