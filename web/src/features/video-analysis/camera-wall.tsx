import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCameraHealth } from '@/api/camera-health-store.ts';
import type { CameraView } from '@/api/cameras.ts';
import { CameraState } from '@/components/camera-state.tsx';
import styles from './camera-wall.module.css';
import { LivePicture } from './live-picture.tsx';
import { stepOnWall, type WallChoice } from './wall-layout.ts';
import tile from './wall-tile.module.css';

interface CameraWallProps {
  /** those of this page of the wall */
  readonly cameras: readonly CameraView[];
  readonly size: number;
  readonly choice: WallChoice;
  readonly onEnlarge: (cameraId: number) => void;
}

/** Live pictures side by side: arrows lead from one to the next, Enter or a number enlarges. */
export function CameraWall({ cameras, size, choice, onEnlarge }: CameraWallProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [place, setPlace] = useState(0);
  const columns = Math.sqrt(size);
  const current = Math.min(place, Math.max(0, cameras.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = stepOnWall(event.key, current, cameras.length, shownColumns(list.current, columns));
    if (to === undefined) return;
    event.preventDefault();
    setPlace(to);
    list.current?.querySelectorAll('a')[to]?.focus();
  };
  if (cameras.length === 0) return <p className={styles.none}>{t('live.noneOn')}</p>;
  return (
    <ul ref={list} className={styles.wall} data-columns={columns} onKeyDown={onKeyDown}>
      {cameras.map((camera, index) => (
        <li key={camera.id}>
          <Link
            to="/live"
            search={{ ...choice, one: camera.id }}
            className={tile.tile}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setPlace(index)}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              onEnlarge(camera.id);
            }}
          >
            <span className="visually-hidden">{t('live.enlarge', { name: camera.name })}</span>
            <span className={tile.stage}>
              <LivePicture
                cameraId={camera.id}
                cameraName={camera.name}
                liveCount={camera.outputs.liveCount}
                tile
              />
            </span>
            <Caption camera={camera} number={index + 1} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** A narrow window shows fewer columns than chosen. */
function shownColumns(list: HTMLElement | null, chosen: number): number {
  if (list === null) return chosen;
  return getComputedStyle(list).gridTemplateColumns.split(' ').length;
}

function Caption({ camera, number }: { readonly camera: CameraView; readonly number: number }) {
  const health = useCameraHealth(camera.id, camera.health);
  return (
    <span className={tile.caption}>
      {number <= 9 && (
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
      )}
      <span className={tile.name}>{camera.name}</span>
      <CameraState health={health} isOff={!camera.enabled} />
    </span>
  );
}
