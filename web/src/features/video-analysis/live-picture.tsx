import { Loader } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveTrack } from '#features/video-analysis/live-schema.ts';
import type { Line } from '#features/zones/zone-schema.ts';
import { todayQuery } from '@/api/statistics.ts';
import { linesQuery, zonesQuery } from '@/api/zones.ts';
import { useClassName } from '@/components/object-class.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useMayView } from '@/components/use-may-view.ts';
import { drawTracks } from './draw-tracks.ts';
import styles from './live-picture.module.css';
import motive from './motive-form.module.css';
import { MotiveForm, useHasMotive } from './motive-form.tsx';
import type { Area, Size } from './place-labels.ts';
import { Scene, SceneLabels } from './scene.tsx';
import { type LineFigures, sceneLabels } from './scene-labels.ts';
import { textWidth } from './text-width.ts';
import { type LiveWish, useLivePicture } from './use-live-picture.ts';
import { useVideoWanted } from './video-choice.ts';

const wide = 16 / 9;

interface LivePictureProps {
  readonly cameraId: number;
  readonly cameraName: string;
  /** whether the gate lets this camera count live; if not, no counter is drawn */
  readonly liveCount: boolean;
  /** the camera is switched off: no picture comes */
  readonly isOff?: boolean;
  /** a tile of 16:9, boxes only, or the whole picture with names, zones and counters */
  readonly tile?: boolean;
  /** a place to mark, 0…1 of the picture */
  readonly spot?: readonly [x: number, y: number] | undefined;
  /** drawn over the picture in place of its zones and lines, by who edits them; gets its size on the screen */
  readonly overlay?: ((size: Size) => ReactNode) | undefined;
  /** told of what each new picture shows */
  readonly onTracks?: ((tracks: readonly LiveTrack[]) => void) | undefined;
}

/**
 * The masked picture of a camera, as it comes, with what the analysis sees drawn over it: sharp for who may see it and
 * has said why, else coarse.
 */
export function LivePicture({ overlay, onTracks, ...props }: LivePictureProps) {
  const { cameraId, cameraName, liveCount, isOff = false, tile = false, spot } = props;
  const { t } = useTranslation();
  const nameOf = useClassName();
  const picture = useRef<HTMLCanvasElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const boxes = useRef<HTMLCanvasElement>(null);
  const words = useRef<{ readonly nameOf: typeof nameOf; readonly taken: readonly Area[] }>({
    nameOf,
    taken: [],
  });
  const tell = useRef(onTracks);
  tell.current = onTracks;
  const draw = useCallback((tracks: readonly LiveTrack[]) => {
    if (boxes.current !== null) drawTracks(boxes.current, tracks, words.current);
    tell.current?.(tracks);
  }, []);
  const { asks, ...wish } = useWish(cameraId);
  const { state, aspect, objects, videoFailed } = useLivePicture(wish, { picture, video, drawTracks: draw });
  const isVideo = wish.wantsVideo && !videoFailed;
  const label = `${t('cameras.live', { name: cameraName })}: ${t('cameras.objects', { count: objects })}`;
  const { ref, width, height } = useElementSize();
  const { data: zones = [] } = useQuery(zonesQuery(cameraId));
  const { data: lines = [] } = useQuery(linesQuery(cameraId));
  const figures = useLineFigures(liveCount);
  const size = { width, height };
  const isScene = overlay === undefined && !tile && aspect !== undefined && width > 0 && height > 0;
  const labels = isScene ? sceneLabels({ picture: size, zones, lines, figures, widthOf: textWidth }) : [];
  words.current = { nameOf, taken: labels };
  return (
    <div ref={ref} className={styles.frame} style={frameSize(aspect ?? wide, tile)}>
      <canvas
        ref={picture}
        className={styles.layer}
        role="img"
        aria-label={label}
        data-live={aspect === undefined ? 'waiting' : 'drawn'}
        data-form={wish.form}
      />
      {isVideo && <video ref={video} className={styles.layer} muted autoPlay playsInline tabIndex={-1} />}
      {isScene && <Scene size={size} zones={zones} lines={lines} spot={spot} />}
      <canvas ref={boxes} className={styles.layer} />
      {isScene && <SceneLabels size={size} labels={labels} />}
      {overlay !== undefined && width > 0 && height > 0 && overlay(size)}
      <CoarseMark isShown={wish.form === 'coarse' && aspect !== undefined} />
      <LiveMessage
        state={isOff ? 'off' : state}
        hasPicture={aspect !== undefined}
        tile={tile}
        asks={asks && overlay === undefined}
      />
    </div>
  );
}

/** Sharp for who may see the camera and has said why, else coarse; `asks`: only the reason is missing. */
function useWish(cameraId: number): LiveWish & { readonly asks: boolean } {
  const mayView = useMayView(cameraId);
  const hasMotive = useHasMotive();
  const wantsVideo = useVideoWanted();
  const form = mayView && hasMotive ? 'full' : 'coarse';
  return { cameraId, form, wantsVideo, asks: mayView && !hasMotive };
}

/** A tile keeps black sides around a narrow picture, so that tiles stand in line. */
function frameSize(aspect: number, tile: boolean): CSSProperties {
  return { aspectRatio: aspect, ...(tile ? { width: `${Math.min(1, aspect / wide) * 100}%` } : {}) };
}

/** Says on the picture that it is not all that the camera sees. */
function CoarseMark({ isShown }: { readonly isShown: boolean }) {
  const { t } = useTranslation();
  if (!isShown) return null;
  return (
    <span className={styles.mark} title={t('live.coarseWhy')}>
      {t('live.coarse')}
    </span>
  );
}

interface LiveMessageProps {
  readonly state: string;
  readonly hasPicture: boolean;
  readonly tile: boolean;
  /** who looks could see it sharp, and has not said why yet */
  readonly asks: boolean;
}

function LiveMessage({ state, hasPicture, tile, asks }: LiveMessageProps) {
  const { t } = useTranslation();
  const [isContent, setContent] = useState(false);
  if (state === 'off') return <div className={styles.message}>{t('cameras.disabled')}</div>;
  if (state === 'refused') return <div className={styles.message}>{t('cameras.liveRefused')}</div>;
  if (!tile && (state === 'unmotivated' || (asks && !isContent)))
    return (
      <div className={motive.over}>
        <MotiveForm onLeave={state === 'unmotivated' ? undefined : () => setContent(true)} />
      </div>
    );
  if (state === 'unmotivated') return <div className={styles.message}>{t('cameras.motive')}</div>;
  if (state === 'lost') return <div className={styles.message}>{t('cameras.liveLost')}</div>;
  if (hasPicture) return null;
  return (
    <div className={styles.message} role="status">
      <Loader size="sm" color="gray" />
      {t('cameras.liveWaiting')}
    </div>
  );
}

/** Totals of a line today, each way; nothing where live counts are not lawful. */
function useLineFigures(liveCount: boolean): (line: Line) => LineFigures {
  const format = useFormat();
  const { data: today } = useQuery({ ...todayQuery, enabled: liveCount });
  return (line) => {
    if (!liveCount || today === undefined) return { forward: undefined, backward: undefined };
    const total = (direction: 'forward' | 'backward'): string =>
      format.number(
        today
          .filter((count) => count.lineId === line.id && count.direction === direction)
          .reduce((sum, count) => sum + (count.total ?? 0), 0),
      );
    return { forward: total('forward'), backward: total('backward') };
  };
}
