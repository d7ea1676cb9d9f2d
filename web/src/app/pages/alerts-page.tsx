import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconArrowLeft, IconKeyboard, IconMap2 } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { savedFiltersQuery } from '@/api/alert-desk.ts';
import { type AlertFilter, alertPagesQuery } from '@/api/alerts.ts';
import { Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { AlertFilters } from '@/features/alerts/alert-filters.tsx';
import { AlertList } from '@/features/alerts/alert-list.tsx';
import { KeysHelp } from '@/features/alerts/keys-help.tsx';
import { SavedFilters } from '@/features/alerts/saved-filters.tsx';
import { SignalSwitches } from '@/features/alerts/signal-switches.tsx';
import { useDeskKeys, useKeysChoice } from '@/features/alerts/use-desk-keys.ts';
import { alertFilterOf, alertSearchOf } from '../search.ts';
import styles from './alerts-page.module.css';
import { ChosenAlert } from './chosen-alert.tsx';

const AlertMap = lazy(async () => ({
  default: (await import('@/features/alerts/alert-map.tsx')).AlertMap,
}));
const route = getRouteApi('/signed-in/alerts');
// What stays the same while a key goes from alert to alert is not drawn anew.
const Filters = memo(AlertFilters);
const KeptFilters = memo(SavedFilters);
const Signals = memo(SignalSwitches);

/** /alerts: the desk. List and map, the chosen alert, the decision; one key for each thing. */
export function AlertsPage() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { filter, alerts, pages, chosen, choose, setFilter } = desk;
  const search = useRef<HTMLInputElement>(null);
  const [hasMap, setMap] = useLocalStorage({
    key: 'vigie-desk-map',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const [hasKeys, setKeys] = useKeysChoice();
  const [helping, help] = useDisclosure(false);
  const move = (step: 1 | -1): void => {
    const at = alerts.findIndex(({ id }) => id === chosen);
    const next = alerts[at === -1 ? 0 : Math.min(Math.max(at + step, 0), alerts.length - 1)];
    if (next !== undefined) choose(next.id);
  };
  useDeskKeys(
    {
      next: () => move(1),
      previous: () => move(-1),
      filter: () => search.current?.focus(),
      map: () => setMap(!hasMap),
    },
    hasKeys && !helping,
  );
  // The help opens by its key even for whoever switched the others off.
  useDeskKeys({ help: help.open }, !helping);
  const listed = alerts.find(({ id }) => id === chosen);
  return (
    <>
      <PageHeader
        title={t('alerts.title')}
        lead={t('alerts.lead')}
        actions={
          <>
            <KeptFilters filter={filter} onChoose={setFilter} />
            <ToolButton label={t('desk.map')} isOn={hasMap} icon={IconMap2} onClick={() => setMap(!hasMap)} />
            <Signals />
            <ToolButton label={t('desk.keysTitle')} icon={IconKeyboard} onClick={help.open} />
          </>
        }
      />
      <div className={styles.filters} data-open={chosen === undefined ? 'no' : 'yes'}>
        <Filters filter={filter} onChange={setFilter} search={search} />
      </div>
      <div className={styles.columns} data-open={chosen === undefined ? 'no' : 'yes'}>
        <div className={styles.left}>
          {hasMap && (
            <Panel title={t('desk.map')} className={styles.map}>
              <Suspense fallback={<Skeleton height="100%" radius={0} />}>
                <AlertMap
                  chosen={listed?.cameraId}
                  onChoose={(camera) => setFilter(toggled(filter, camera))}
                />
              </Suspense>
            </Panel>
          )}
          <Panel title={t('alerts.title')} className={styles.list}>
            {pages.isPending && <RowsLoading rows={8} height={40} />}
            {pages.error !== null && pages.data === undefined && (
              <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
            )}
            {pages.data !== undefined && (
              <AlertList
                alerts={alerts}
                chosen={chosen}
                isFiltered={Object.keys(filter).length > 0}
                hasMore={pages.hasNextPage}
                onChoose={choose}
                onNearEnd={desk.loadMore}
                onClearFilters={() => setFilter({})}
              />
            )}
          </Panel>
        </div>
        <Panel
          title={t('alerts.details')}
          actions={<BackToList onBack={() => choose(undefined)} />}
          className={styles.details}
        >
          <ChosenAlert id={chosen} listed={listed} hasKeys={hasKeys && !helping} />
        </Panel>
      </div>
      <KeysHelp opened={helping} isOn={hasKeys} onSwitch={setKeys} onClose={help.close} />
    </>
  );
}

/** A camera chosen twice on the map lets the others back into the list. */
function toggled({ camera, ...rest }: AlertFilter, chosen: number): AlertFilter {
  return camera === chosen ? rest : { ...rest, camera: chosen };
}

/** What the address says is listed and open, and the ways to change it. */
function useDesk() {
  // Opening another alert changes the address and leaves the filter the same object: the fields above are not drawn anew.
  const filter = route.useSearch({ select: alertFilterOf, structuralSharing: true });
  const chosen = route.useSearch({ select: ({ id }) => id });
  const navigate = route.useNavigate();
  const pages = useInfiniteQuery(alertPagesQuery(filter));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const alerts = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const choose = useCallback(
    (id: number | undefined): void =>
      void navigate({
        search: ({ id: before, ...rest }) => (id === undefined ? rest : { ...rest, id }),
        replace: id !== undefined,
        resetScroll: false,
      }),
    [navigate],
  );
  const setFilter = useCallback(
    (next: AlertFilter): void =>
      void navigate({
        search: ({ id }) => ({ ...alertSearchOf(next), ...(id === undefined ? {} : { id }) }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const loadMore = useCallback((): void => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  useUsualFilter(chosen === undefined && Object.keys(filter).length === 0, setFilter);
  return { filter, pages, alerts, chosen, choose, setFilter, loadMore };
}

/** The filter a person keeps as their usual one is on when they open the page without another. */
function useUsualFilter(isBare: boolean, setFilter: (filter: AlertFilter) => void): void {
  const { data } = useQuery(savedFiltersQuery);
  const isAsked = useRef(isBare);
  useEffect(() => {
    if (data === undefined || !isAsked.current) return;
    isAsked.current = false;
    const usual = data.find(({ isDefault }) => isDefault);
    if (usual !== undefined) setFilter(usual.content);
  }, [data, setFilter]);
}

interface ToolButtonProps {
  readonly label: string;
  readonly icon: typeof IconMap2;
  readonly isOn?: boolean;
  readonly onClick: () => void;
}

function ToolButton({ label, icon: Icon, isOn, onClick }: ToolButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isOn === true ? 'light' : 'default'}
        size={36}
        aria-label={label}
        aria-pressed={isOn}
        onClick={onClick}
      >
        <Icon size={18} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

function BackToList({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      className={styles.back ?? ''}
      leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
      onClick={onBack}
    >
      {t('alerts.back')}
    </Button>
  );
}
