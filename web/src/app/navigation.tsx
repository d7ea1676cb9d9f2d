import {
  IconBell,
  IconChartBar,
  IconDeviceCctv,
  IconGavel,
  IconLayoutGrid,
  IconListSearch,
  IconMap2,
  IconMapPins,
  IconMessageForward,
  IconPhoto,
  IconShieldLock,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#features/accounts/account-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import { alertCountsQuery } from '@/api/alerts.ts';
import { proposalsQuery } from '@/api/people.ts';
import { usePermission } from '@/components/use-permission.ts';
import styles from './shell.module.css';

const most = 99;

interface Place {
  readonly to:
    | '/'
    | '/live'
    | '/alerts'
    | '/cameras'
    | '/recordings'
    | '/statistics'
    | '/notifications'
    | '/law'
    | '/data-protection'
    | '/log'
    | '/people'
    | '/places';
  readonly name:
    | 'overview'
    | 'live'
    | 'alerts'
    | 'cameras'
    | 'recordings'
    | 'statistics'
    | 'notifications'
    | 'law'
    | 'dataProtection'
    | 'log'
    | 'people'
    | 'places';
  readonly icon: TablerIcon;
  /** without any of them the page says nothing to this person */
  readonly permissions?: readonly Permission[];
}

const places: readonly Place[] = [
  { to: '/', name: 'overview', icon: IconMap2 },
  { to: '/live', name: 'live', icon: IconLayoutGrid, permissions: ['configuration:read'] },
  { to: '/alerts', name: 'alerts', icon: IconBell, permissions: ['alerts:read'] },
  { to: '/cameras', name: 'cameras', icon: IconDeviceCctv, permissions: ['configuration:read'] },
  {
    to: '/recordings',
    name: 'recordings',
    icon: IconPhoto,
    permissions: ['recordings:view', 'compliance:read'],
  },
  { to: '/statistics', name: 'statistics', icon: IconChartBar, permissions: ['statistics:read'] },
  {
    to: '/notifications',
    name: 'notifications',
    icon: IconMessageForward,
    permissions: ['configuration:write'],
  },
  { to: '/law', name: 'law', icon: IconGavel, permissions: ['legal:read'] },
  {
    to: '/data-protection',
    name: 'dataProtection',
    icon: IconShieldLock,
    permissions: ['compliance:read'],
  },
  { to: '/log', name: 'log', icon: IconListSearch, permissions: ['audit:read'] },
  { to: '/people', name: 'people', icon: IconUsers, permissions: ['people:manage'] },
  { to: '/places', name: 'places', icon: IconMapPins, permissions: ['people:manage'] },
];

/** The pages, and how many alerts and rights wait for a decision. */
export function Navigation() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const open = places.filter(
    ({ permissions }) =>
      permissions === undefined || permissions.some((one) => me?.permissions.includes(one) === true),
  );
  const nav = useShownPlace();
  const decidesAt = me?.permissions.includes('people:manage') === true ? 'people' : 'dataProtection';
  return (
    <nav ref={nav} className={styles.nav} aria-label={t('shell.navigation')}>
      {open.map(({ to, name, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={styles.link}
          activeOptions={{ exact: to === '/', includeSearch: false }}
        >
          <Icon size={20} stroke={1.75} aria-hidden="true" />
          {t(`shell.${name}`)}
          {name === 'alerts' && <NewAlerts />}
          {name === decidesAt && <WaitingRights />}
        </Link>
      ))}
    </nav>
  );
}

/** On a phone the row of pages may be longer than the screen: the open one is brought into sight. */
function useShownPlace(): RefObject<HTMLElement | null> {
  const nav = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is open
  useEffect(() => {
    const open = nav.current?.querySelector('[data-status="active"]');
    open?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  return nav;
}

function NewAlerts() {
  const { t } = useTranslation();
  const mayRead = usePermission('alerts:read');
  const { data } = useQuery({ ...alertCountsQuery, enabled: mayRead });
  const count = data?.new ?? 0;
  return <Waiting count={count} label={t('shell.newAlerts', { count })} />;
}

function WaitingRights() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const managesPeople = usePermission('people:manage');
  const isOfficer = usePermission('compliance:write');
  const { data } = useQuery({ ...proposalsQuery, enabled: managesPeople || isOfficer });
  const others = data?.filter(({ state, personId }) => state === 'open' && personId !== me?.id) ?? [];
  return <Waiting count={others.length} label={t('shell.waitingRights', { count: others.length })} />;
}

interface WaitingProps {
  readonly count: number;
  readonly label: string;
}

function Waiting({ count, label }: WaitingProps) {
  if (count === 0) return null;
  return (
    <span className={styles.count} role="img" aria-label={label}>
      {count > most ? `${most}+` : count}
    </span>
  );
}
