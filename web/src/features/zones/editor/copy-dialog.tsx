import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '@/api/client.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { CamerasField } from '@/components/cameras-field.tsx';
import form from '@/components/form.module.css';
import type { Shape } from './shape.ts';
import { storeShape } from './stored-shapes.ts';

interface CopyDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly cameraId: number;
  readonly shapes: readonly Shape[];
  readonly chosen: string | undefined;
}

const mostTries = 50;

/** Stores a copy under the first name that the other camera has free. */
async function copyTo(cameraId: number, { id: _, version: __, ...shape }: Shape): Promise<void> {
  for (let number = 1; number <= mostTries; number++) {
    const name = number === 1 ? shape.name : `${shape.name} ${number}`;
    const outcome = await storeShape(cameraId, { ...shape, name });
    if (outcome.kind === 'stored') return;
    const fault = outcome.kind === 'refused' ? outcome.fault : undefined;
    const isTaken = fault instanceof ApiFault && fault.status === 409;
    if (!isTaken) throw fault ?? new Error(shape.name);
  }
}

/** Draws the same shapes on other cameras. */
export function CopyDialog({ opened, onClose, cameraId, shapes, chosen }: CopyDialogProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [cameraIds, setCameraIds] = useState<readonly number[]>([]);
  const [keys, setKeys] = useState<readonly string[]>();
  const wanted = keys ?? (chosen === undefined ? [] : [chosen]);
  const copying = useMutation({
    mutationFn: async () => {
      for (const camera of cameraIds.filter((id) => id !== cameraId))
        for (const shape of shapes.filter(({ key }) => wanted.includes(key))) await copyTo(camera, shape);
    },
    onSuccess: async () => {
      for (const name of ['zones', 'lines', 'masks'])
        await queryClient.invalidateQueries({ queryKey: [name] });
      onClose();
    },
  });
  const others = cameraIds.filter((id) => id !== cameraId);
  return (
    <Modal opened={opened} onClose={onClose} title={t('editor.copyTitle')}>
      <div className={form.form}>
        <fieldset className={form.group}>
          <legend>{t('editor.copyWhat')}</legend>
          {shapes
            .filter(({ kind }) => kind !== 'ground')
            .map(({ key, kind, name }) => (
              <Checkbox
                key={key}
                label={`${name} (${t(`editor.kind.${kind}`)})`}
                checked={wanted.includes(key)}
                onChange={(event) =>
                  setKeys(
                    event.currentTarget.checked ? [...wanted, key] : wanted.filter((one) => one !== key),
                  )
                }
              />
            ))}
        </fieldset>
        <CamerasField label={t('editor.copyTo')} value={cameraIds} onChange={setCameraIds} />
        <p className="soft small">{t('editor.copyHelp')}</p>
        <ActionFault fault={copying.error} />
        <div className={form.end}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={others.length === 0 || wanted.length === 0}
            loading={copying.isPending}
            onClick={() => copying.mutate()}
          >
            {t('editor.copyNow')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
