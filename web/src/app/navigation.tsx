import { IconBell, IconChartBar, IconDeviceCctv, IconMap2, type TablerIcon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { latestAlertsQuery } from '@/api/alerts.ts';
import { usePermission } from '@/components/use-permission.ts';
import styles from './shell.module.css';

const most = 99;

interface Place {
  readonly to: '/' | '/alerts' | '/cameras' | '/statistics';
  readonly name: 'overview' | 'alerts' | 'cameras' | 'statistics';
  readonly icon: TablerIcon;
}

const places: readonly Place[] = [
  { to: '/', name: 'overview', icon: IconMap2 },
  { to: '/alerts', name: 'alerts', icon: IconBell },
  { to: '/cameras', name: 'cameras', icon: IconDeviceCctv },
  { to: '/statistics', name: 'statistics', icon: IconChartBar },
];

/** The pages, and how many alerts wait for a decision. */
export function Navigation() {
  const { t } = useTranslation();
  return (
    <nav className={styles.nav} aria-label={t('shell.navigation')}>
      {places.map(({ to, name, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={styles.link}
          activeOptions={{ exact: to === '/', includeSearch: false }}
        >
          <Icon size={20} stroke={1.75} aria-hidden="true" />
          {t(`shell.${name}`)}
          {name === 'alerts' && <NewAlerts />}
        </Link>
      ))}
    </nav>
  );
}

function NewAlerts() {
  const { t } = useTranslation();
  const mayRead = usePermission('alerts:read');
  const { data } = useQuery({ ...latestAlertsQuery({ state: 'new' }, most + 1), enabled: mayRead });
  const count = data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles.count} role="img" aria-label={t('shell.newAlerts', { count })}>
      {count > most ? `${most}+` : count}
    </span>
  );
}
