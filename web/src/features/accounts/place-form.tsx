import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#features/accounts/people-schema.ts';
import { communesQuery, type PlaceKind, savePlace } from '@/api/people.ts';
import { CamerasField } from '@/components/cameras-field.tsx';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import { useCameraName } from '@/components/use-camera-name.ts';

interface PlaceFormProps {
  readonly kind: PlaceKind;
  /** undefined: one is made */
  readonly place: Place | undefined;
  readonly onDone: () => void;
}

/** Makes a commune or a group, or changes one. */
export function PlaceForm({ kind, place, onDone }: PlaceFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [name, setName] = useState(place?.name ?? '');
  const [code, setCode] = useState(place?.code ?? '');
  const [cameraIds, setCameraIds] = useState<readonly number[]>(place?.cameraIds ?? []);
  const saving = useMutation({
    mutationFn: () =>
      savePlace(kind, place?.id, {
        name: name.trim(),
        ...(kind === 'communes' ? { code: code.trim() === '' ? null : code.trim() } : {}),
        cameraIds: [...cameraIds],
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['people'] });
      onDone();
    },
  });
  const isReady = name.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) saving.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <div className={form.pair}>
        <TextInput
          label={t('places.name')}
          data-autofocus
          maxLength={120}
          error={fieldFault(saving.error, 'name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {kind === 'communes' && (
          <TextInput
            label={t('places.code')}
            description={t('places.codeHelp')}
            maxLength={20}
            error={fieldFault(saving.error, 'code')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </div>
      <CamerasField
        label={t('places.cameras')}
        description={t(`places.help.${kind}`)}
        error={fieldFault(saving.error, 'cameraIds')}
        value={cameraIds}
        onChange={setCameraIds}
      />
      {kind === 'communes' && <Moves own={place?.id} cameraIds={cameraIds} />}
      <FormEnd sending={saving} onCancel={onDone} beside={['name', 'code', 'cameraIds']} isReady={isReady}>
        {t('common.save')}
      </FormEnd>
    </form>
  );
}

/** Cameras that would leave the commune they are in. */
function Moves({
  own,
  cameraIds,
}: {
  readonly own: number | undefined;
  readonly cameraIds: readonly number[];
}) {
  const { t } = useTranslation();
  const cameraName = useCameraName();
  const { data: communes = [] } = useQuery(communesQuery);
  const moving = cameraIds.filter((id) =>
    communes.some((commune) => commune.id !== own && commune.cameraIds.includes(id)),
  );
  if (moving.length === 0) return null;
  return (
    <p className={form.note} role="status">
      {t('places.moves', { names: moving.map(cameraName).join(', ') })}
    </p>
  );
}
