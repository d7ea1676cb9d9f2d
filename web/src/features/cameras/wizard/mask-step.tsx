import { ActionIcon, Button, NumberInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTest } from '#features/cameras/check-schema.ts';
import { type CameraView, changeCamera } from '@/api/cameras.ts';
import { ApiFault } from '@/api/client.ts';
import { drawMask, testCamera } from '@/api/onboarding.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { type MaskDraft, maskInput, maskWithin } from './mask-draft.ts';
import { MaskStage } from './mask-stage.tsx';
import { CheckFaultNote } from './test-result.tsx';
import styles from './wizard.module.css';

interface MaskStepProps {
  readonly camera: CameraView;
  readonly picture: CameraTest['picture'];
  readonly onPicture: (picture: CameraTest['picture']) => void;
  readonly onDone: () => void;
}

let newest = 0;
const nextKey = (): string => {
  newest += 1;
  return `mask-${newest}`;
};

/** What the camera must not see; then it is started, where the law lets it. */
export function MaskStep({ camera, picture, onPicture, onDone }: MaskStepProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [masks, setMasks] = useState<readonly MaskDraft[]>([]);
  const [stored, setStored] = useState<readonly string[]>([]);
  const saving = useMutation({
    mutationFn: async () => {
      for (const [index, mask] of masks.entries()) {
        if (stored.includes(mask.key)) continue;
        await drawMask(camera.id, maskInput(t('addCamera.mask.name', { number: index + 1 }), mask));
        setStored((before) => [...before, mask.key]);
      }
      await changeCamera(camera.id, { enabled: true }).catch((fault: unknown) => {
        // The law may not let it start yet: that is told at the end, and stops nothing before.
        if (!(fault instanceof ApiFault && fault.status === 409)) throw fault;
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['cameras'] }),
    onSuccess: onDone,
  });
  const change = (next: MaskDraft): void =>
    setMasks((before) => before.map((mask) => (mask.key === next.key ? next : mask)));
  const add = (mask: MaskDraft): void => setMasks((before) => [...before, mask]);
  return (
    <div className={styles.body}>
      <p>{t('addCamera.mask.intro')}</p>
      {camera.place === 'public-road' && camera.maskWaiver === null && (
        <p className={form.note}>{t('addCamera.mask.publicRoad')}</p>
      )}
      <MaskStage picture={picture} masks={masks} onDraw={add} nextKey={nextKey} />
      {picture === null && <TakePicture camera={camera} onPicture={onPicture} />}
      <p className="soft">{t('addCamera.mask.draw')}</p>
      {masks.map((mask, index) => (
        <MaskFigures
          key={mask.key}
          mask={mask}
          number={index + 1}
          onChange={change}
          onRemove={() => setMasks((before) => before.filter(({ key }) => key !== mask.key))}
        />
      ))}
      <div className={form.buttons}>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => add({ key: nextKey(), left: 0, top: 0, width: 25, height: 25 })}
        >
          {t('addCamera.mask.add')}
        </Button>
      </div>
      <ActionFault fault={saving.error} />
      <div className={form.end}>
        <Button loading={saving.isPending} onClick={() => saving.mutate()}>
          {t(masks.length === 0 ? 'addCamera.mask.none' : 'addCamera.mask.save')}
        </Button>
      </div>
    </div>
  );
}

/** After the page was loaded anew there is no picture: the stored address gives another. */
function TakePicture({ camera, onPicture }: Pick<MaskStepProps, 'camera' | 'onPicture'>) {
  const { t } = useTranslation();
  const taking = useMutation({
    mutationFn: () => testCamera({ source: camera.source, cameraId: camera.id }),
    onSuccess: ({ picture }) => onPicture(picture),
  });
  return (
    <>
      <div className={form.buttons}>
        <Button variant="default" loading={taking.isPending} onClick={() => taking.mutate()}>
          {t('addCamera.mask.picture')}
        </Button>
      </div>
      <ActionFault fault={taking.error} />
      {taking.data?.fault != null && <CheckFaultNote fault={taking.data.fault} />}
    </>
  );
}

const sides = ['left', 'top', 'width', 'height'] as const;

interface MaskFiguresProps {
  readonly mask: MaskDraft;
  readonly number: number;
  readonly onChange: (mask: MaskDraft) => void;
  readonly onRemove: () => void;
}

function MaskFigures({ mask, number, onChange, onRemove }: MaskFiguresProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.figures}>
      <legend>{t('addCamera.mask.name', { number })}</legend>
      {sides.map((side) => (
        <NumberInput
          key={side}
          label={t(`addCamera.mask.${side}`)}
          min={0}
          max={100}
          value={mask[side]}
          onChange={(value) => onChange(maskWithin({ ...mask, [side]: Number(value) }))}
        />
      ))}
      <ActionIcon
        variant="subtle"
        color="red"
        size={36}
        aria-label={t('addCamera.mask.remove', { number })}
        onClick={onRemove}
      >
        <IconTrash size={18} aria-hidden="true" />
      </ActionIcon>
    </fieldset>
  );
}
