import { Button } from '@mantine/core';
import { useFullscreenElement, useHotkeys } from '@mantine/hooks';
import { IconDeviceCctv } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/accounts.ts';
import { type CameraView, camerasQuery } from '@/api/cameras.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useMayViewSome } from '@/components/use-may-view.ts';
import { CameraWall } from '@/features/video-analysis/camera-wall.tsx';
import { CoarseNotice } from '@/features/video-analysis/coarse-notice.tsx';
import { MotiveForm, useHasMotive } from '@/features/video-analysis/motive-form.tsx';
import { OneCamera } from '@/features/video-analysis/one-camera.tsx';
import { StatesOverview } from '@/features/video-analysis/states-overview.tsx';
import { keepWall, keptWall } from '@/features/video-analysis/wall-choice.ts';
import { chosenCameras, pageOf, type WallChoice, wallSize } from '@/features/video-analysis/wall-layout.ts';
import { WallPages, WallTools } from '@/features/video-analysis/wall-tools.tsx';
import styles from './live-page.module.css';

const route = getRouteApi('/signed-in/live');

/** /live: the wall of cameras, one of them enlarged, and how they all fare. */
export function LivePage() {
  const { t } = useTranslation();
  const { data: cameras, error, refetch } = useQuery(camerasQuery);
  return (
    <>
      <PageHeader title={t('live.title')} />
      {cameras === undefined && error === null && <RowsLoading rows={2} height={240} />}
      {cameras === undefined && error !== null && <Failure fault={error} onRetry={() => void refetch()} />}
      {cameras?.length === 0 && <NoCamera />}
      {cameras !== undefined && cameras.length > 0 && (
        <>
          <Wall all={cameras} />
          <Panel title={t('live.states')} className={styles.states}>
            <StatesOverview cameras={cameras} />
          </Panel>
        </>
      )}
    </>
  );
}

function NoCamera() {
  const { t } = useTranslation();
  return (
    <Empty
      icon={IconDeviceCctv}
      title={t('cameras.emptyTitle')}
      action={
        <Button component={Link} to="/cameras" variant="default">
          {t('cameras.title')}
        </Button>
      }
    >
      {t('cameras.emptyBodyReader')}
    </Empty>
  );
}

/** The choice in the address; what this person chose last, where the address says nothing. */
function useWallChoice() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: me } = useQuery(meQuery);
  const isTold = search.cameras !== undefined || search.size !== undefined;
  const { one } = search;
  const choice: WallChoice = isTold ? search : { ...keptWall(me?.id), ...(one === undefined ? {} : { one }) };
  const change = (next: WallChoice): void => {
    keepWall(me?.id, next);
    void navigate({ search: next, replace: next.one === choice.one });
  };
  return { choice, change };
}

function Wall({ all }: { readonly all: readonly CameraView[] }) {
  const { t } = useTranslation();
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLDivElement>();
  const { choice, change } = useWallChoice();
  const [page, setPage] = useState(0);
  const chosen = chosenCameras(all, choice);
  const size = wallSize(choice, chosen.length);
  const { at, from, shown } = pageOf(chosen, size, page);
  const one = all.find(({ id }) => id === choice.one);
  const { one: _one, ...withoutOne } = choice;
  const enlarge = (id: number): void => change({ ...withoutOne, one: id });
  const back = (): void => change(withoutOne);
  const turn = (step: 1 | -1): void => setPage(at + step);
  const step = (by: 1 | -1): void => {
    const index = chosen.findIndex(({ id }) => id === one?.id);
    const next = chosen.at((index + by) % chosen.length);
    if (next !== undefined) enlarge(next.id);
  };
  useHotkeys([
    ['Escape', () => one !== undefined && back()],
    ['F', () => void toggle()],
    ['PageUp', () => turn(-1)],
    ['PageDown', () => turn(1)],
    ...(one === undefined ? [] : arrows(step)),
    ...numbers((number) => {
      const camera = shown[number - 1];
      if (camera !== undefined) enlarge(camera.id);
    }),
  ]);
  return (
    <div ref={ref} className={styles.stage}>
      <WallTools
        all={all}
        chosen={chosen}
        size={size}
        choice={choice}
        onChange={change}
        isFullScreen={fullscreen}
        onFullScreen={() => void toggle()}
      />
      <Conditions asks={one === undefined} />
      {one === undefined ? (
        <CameraWall cameras={shown} size={size} choice={choice} onEnlarge={enlarge} />
      ) : (
        <OneCamera key={one.id} camera={one} onBack={back} onStep={step} />
      )}
      {one === undefined && chosen.length > size && (
        <WallPages from={from} shown={shown.length} count={chosen.length} onTurn={turn} />
      )}
      <p className={styles.help}>{t('live.help')}</p>
    </div>
  );
}

/** Why pictures are blurred, or the question that makes them sharp; one enlarged picture asks it itself. */
function Conditions({ asks }: { readonly asks: boolean }) {
  const maySee = useMayViewSome();
  const hasMotive = useHasMotive();
  if (!maySee) return <CoarseNotice />;
  return hasMotive || !asks ? null : <MotiveForm />;
}

const arrows = (step: (by: 1 | -1) => void): [string, () => void][] => [
  ['ArrowLeft', () => step(-1)],
  ['ArrowRight', () => step(1)],
];

const numbers = (enlarge: (number: number) => void): [string, () => void][] =>
  Array.from({ length: 9 }, (_, index) => [String(index + 1), () => enlarge(index + 1)]);
