import { type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTest } from '#features/cameras/check-schema.ts';
import { isDrawn, type MaskDraft, maskBetween } from './mask-draft.ts';
import { pictureUrl } from './test-result.tsx';
import styles from './wizard.module.css';

interface MaskStageProps {
  readonly picture: CameraTest['picture'];
  readonly masks: readonly MaskDraft[];
  readonly onDraw: (mask: MaskDraft) => void;
  readonly nextKey: () => string;
}

type Corner = readonly [number, number];

/** The coarse picture with its masks; dragging over it draws another. The figures below do the same by keyboard. */
export function MaskStage({ picture, masks, onDraw, nextKey }: MaskStageProps) {
  const { t } = useTranslation();
  const [drag, setDrag] = useState<{ readonly from: Corner; readonly to: Corner }>();
  const cornerOf = (event: PointerEvent<HTMLElement>): Corner => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100];
  };
  const begin = (event: PointerEvent<HTMLElement>): void => {
    // A drag over a picture would select it.
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: cornerOf(event), to: cornerOf(event) });
  };
  const end = (): void => {
    if (drag === undefined) return;
    const mask = maskBetween(nextKey(), drag.from, drag.to);
    if (isDrawn(mask)) onDraw(mask);
    setDrag(undefined);
  };
  const shown = drag === undefined ? masks : [...masks, maskBetween('drag', drag.from, drag.to)];
  return (
    <div
      className={styles.stage}
      data-stage="mask"
      onPointerDown={begin}
      onPointerMove={(event) => drag && setDrag({ from: drag.from, to: cornerOf(event) })}
      onPointerUp={end}
      onPointerCancel={() => setDrag(undefined)}
    >
      {picture === null ? (
        <div className={styles.blank} />
      ) : (
        <img
          className={styles.picture}
          src={pictureUrl(picture)}
          alt={t('addCamera.test.alt')}
          draggable={false}
        />
      )}
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {shown.map(({ key, left, top, width, height }) => (
          <rect key={key} className={styles.masked} x={left} y={top} width={width} height={height} />
        ))}
      </svg>
    </div>
  );
}
