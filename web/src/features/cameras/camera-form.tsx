import { Button, Checkbox, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraInput } from '#features/cameras/camera-schema.ts';
import { type CameraView, changeCamera } from '@/api/cameras.ts';
import { ApiFault } from '@/api/client.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { type CameraDraft, type CameraFaults, cameraFaults, cameraInput, draftOf } from './camera-draft.ts';
import styles from './camera-form.module.css';
import { LawFields } from './law-fields.tsx';
import { RemoveCamera } from './remove-camera.tsx';

interface CameraDialogProps {
  readonly opened: boolean;
  readonly camera: CameraView;
  readonly onClose: () => void;
}

/** Changes a camera. */
export function CameraDialog({ opened, camera, onClose }: CameraDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('cameras.form.editTitle')} size="lg">
      <CameraForm camera={camera} onClose={onClose} />
    </Modal>
  );
}

function CameraForm({ camera, onClose }: Omit<CameraDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(camera));
  const [faults, setFaults] = useState<CameraFaults>({});
  const saving = useMutation({
    mutationFn: (input: Partial<CameraInput>) =>
      changeCamera(camera.id, { ...input, version: camera.version }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['cameras'] });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = cameraFaults(draft);
    setFaults(found);
    if (Object.keys(found).length === 0) saving.mutate(cameraInput(draft, camera));
  };
  const set = (part: Partial<CameraDraft>): void => setDraft((before) => ({ ...before, ...part }));
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SourceFields draft={draft} faults={faults} set={set} />
      <PositionFields draft={draft} faults={faults} set={set} />
      <Checkbox
        label={t('cameras.form.enabled')}
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
      <AdvancedFields
        draft={draft}
        groundFault={faults.ground === undefined ? undefined : t(faults.ground)}
        set={set}
      />
      {isStale(saving.error) ? (
        <p className={styles.fault}>{t('cameras.form.stale')}</p>
      ) : (
        <ActionFault fault={saving.error} />
      )}
      <div className={styles.end}>
        <RemoveCamera camera={camera} />
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

/** Somebody else saved this camera while it was being edited. */
const isStale = (fault: Error | null): boolean =>
  fault instanceof ApiFault && fault.status === 409 && fault.problem?.present !== undefined;

interface FieldsProps {
  readonly draft: CameraDraft;
  readonly faults: CameraFaults;
  readonly set: (part: Partial<CameraDraft>) => void;
}

const places = ['public-road', 'open-to-public', 'closed-site'] as const;

function SourceFields({ draft, faults, set }: FieldsProps) {
  const { t } = useTranslation();
  const fault = (field: keyof CameraDraft) => (faults[field] === undefined ? undefined : t(faults[field]));
  return (
    <>
      <TextInput
        label={t('cameras.name')}
        maxLength={120}
        data-autofocus
        value={draft.name}
        error={fault('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('cameras.form.url')}
        description={t('cameras.form.urlHelp')}
        maxLength={2000}
        spellCheck={false}
        value={draft.url}
        error={fault('url')}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <Checkbox
        label={t('cameras.form.loop')}
        checked={draft.loop}
        onChange={(event) => set({ loop: event.currentTarget.checked })}
      />
      <Select
        label={t('cameras.place')}
        description={t(`cameras.form.placeHelp.${draft.place}`)}
        value={draft.place}
        data={places.map((value) => ({ value, label: t(`common.place.${value}`) }))}
        onChange={(value) => set({ place: places.find((place) => place === value) ?? draft.place })}
      />
      <LawFields draft={draft} waiverFault={fault('maskWaiver')} set={set} />
    </>
  );
}

const positions = [
  { field: 'latitude', min: -90, max: 90, decimals: 6 },
  { field: 'longitude', min: -180, max: 180, decimals: 6 },
  { field: 'heading', min: 0, max: 360, decimals: 0 },
  { field: 'fieldOfView', min: 5, max: 360, decimals: 0 },
  { field: 'range', min: 1, max: 2000, decimals: 0 },
] as const;

function PositionFields({ draft, faults, set }: FieldsProps) {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t('cameras.form.positionTitle')}</legend>
      <div className={styles.pair}>
        {positions.map(({ field, min, max, decimals }) => (
          <NumberInput
            key={field}
            label={t(`cameras.form.${field}`)}
            min={min}
            max={max}
            decimalScale={decimals}
            decimalSeparator={i18n.language === 'fr' ? ',' : '.'}
            hideControls
            value={draft[field]}
            error={faults[field] === undefined ? undefined : t(faults[field])}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
