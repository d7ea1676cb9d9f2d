import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ClipboardEvent, type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/accounts.ts';
import { addCamera, type CameraView, camerasQuery } from '@/api/cameras.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { usePermission } from '@/components/use-permission.ts';
import { PlaceMap } from '@/map/place-map.tsx';
import { draftOf, positionOf } from '../camera-draft.ts';
import { LawFields } from '../law-fields.tsx';
import { isOnEarth, numberIn, placeIn } from '../pasted-place.ts';
import type { FoundAddress } from './address-step.tsx';
import { newCamera, type PlaceDraft, placeFaults } from './place-draft.ts';
import styles from './wizard.module.css';

interface PlaceStepProps {
  readonly found: FoundAddress;
  readonly onAdded: (camera: CameraView) => void;
}

/** Name, place, view and purpose; the camera is stored here, switched off. */
export function PlaceStep({ found, onAdded }: PlaceStepProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayWriteLaw = usePermission('legal:write');
  const [draft, setDraft] = useState<PlaceDraft>(() => ({ ...draftOf(undefined), name: found.name }));
  const [faults, setFaults] = useState<ReturnType<typeof placeFaults>>({});
  const saving = useMutation({
    mutationFn: () => addCamera(newCamera(found.url, draft)),
    onSuccess: async (camera) => {
      await queryClient.invalidateQueries({ queryKey: ['cameras'] });
      await queryClient.invalidateQueries({ queryKey: ['first-steps'] });
      onAdded(camera);
    },
  });
  const set = (part: Partial<PlaceDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const fault = (field: keyof PlaceDraft): string | undefined =>
    faults[field] && t(faults[field], { count: draft.name.trim().length });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = placeFaults(draft);
    setFaults(wrong);
    if (Object.keys(wrong).length === 0) saving.mutate();
  };
  return (
    <form className={styles.body} onSubmit={submit} noValidate>
      <TextInput
        label={t('cameras.name')}
        name="camera-name"
        data-autofocus
        value={draft.name}
        error={fault('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <PlaceKind place={draft.place} onChange={(place) => set({ place })} />
      <LawFields draft={draft} waiverFault={fault('maskWaiver')} set={set} />
      {!mayWriteLaw && <p className={form.note}>{t('addCamera.place.noLaw')}</p>}
      <ViewFields draft={draft} fault={fault} set={set} />
      <p className="soft">{t('addCamera.place.kept')}</p>
      <ActionFault fault={saving.error} />
      <div className={form.end}>
        <Button type="submit" loading={saving.isPending}>
          {t('addCamera.place.save')}
        </Button>
      </div>
    </form>
  );
}

const places = ['public-road', 'open-to-public', 'closed-site'] as const;

interface PlaceKindProps {
  readonly place: PlaceDraft['place'];
  readonly onChange: (place: PlaceDraft['place']) => void;
}

function PlaceKind({ place, onChange }: PlaceKindProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('cameras.place')}
      description={t(`cameras.form.placeHelp.${place}`)}
      allowDeselect={false}
      value={place}
      data={places.map((value) => ({ value, label: t(`common.place.${value}`) }))}
      onChange={(value) => onChange(places.find((known) => known === value) ?? place)}
    />
  );
}

const figures = [
  { field: 'latitude', min: -90, max: 90, decimals: 6, label: 'cameras.form.latitude' },
  { field: 'longitude', min: -180, max: 180, decimals: 6, label: 'cameras.form.longitude' },
  { field: 'heading', min: 0, max: 360, decimals: 0, label: 'addCamera.place.heading' },
  { field: 'fieldOfView', min: 5, max: 360, decimals: 0, label: 'addCamera.place.fieldOfView' },
  { field: 'range', min: 1, max: 2000, decimals: 0, label: 'addCamera.place.range' },
] as const;

interface ViewFieldsProps {
  readonly draft: PlaceDraft;
  readonly fault: (field: keyof PlaceDraft) => string | undefined;
  readonly set: (part: Partial<PlaceDraft>) => void;
}

/** What the map can show: while one types, a latitude may be none. */
function shownOf(draft: PlaceDraft): NonNullable<ReturnType<typeof positionOf>> | undefined {
  const position = positionOf(draft);
  return position !== null && isOnEarth(position) ? position : undefined;
}

/** Maps write numbers with a point and places as a pair: both are taken as they are meant. */
function pasted(
  event: ClipboardEvent,
  field: (typeof figures)[number]['field'],
  set: (part: Partial<PlaceDraft>) => void,
): void {
  const text = event.clipboardData.getData('text');
  const value = numberIn(text);
  const part = placeIn(text) ?? (value === undefined ? undefined : { [field]: value });
  if (part === undefined) return;
  event.preventDefault();
  set(part);
}

/** Where the camera stands and what it sees: clicked and dragged on the map, or typed. */
function ViewFields({ draft, fault, set }: ViewFieldsProps) {
  const { t, i18n } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const { data: cameras = [] } = useQuery(camerasQuery);
  const others = cameras.flatMap(({ id, name, position }) =>
    position === null
      ? []
      : [
          {
            id,
            name,
            latitude: position.latitude,
            longitude: position.longitude,
            heading: position.heading,
            fieldOfView: position.fieldOfView,
            range: position.range,
            newAlerts: 0,
          },
        ],
  );
  return (
    <fieldset className={form.group}>
      <legend>{t('addCamera.place.where')}</legend>
      <p className="soft">{t('addCamera.place.whereHelp')}</p>
      <div className={styles.map}>
        <PlaceMap
          name={draft.name}
          label={t('addCamera.place.map')}
          styleUrl={me?.territory.mapStyleUrl ?? null}
          others={others}
          value={shownOf(draft)}
          onChange={({ latitude, longitude, heading = '', fieldOfView = '', range = '' }) =>
            set({ latitude, longitude, heading, fieldOfView, range })
          }
        />
      </div>
      <div className={form.pair}>
        {figures.map(({ field, min, max, decimals, label }) => (
          <NumberInput
            key={field}
            label={t(label)}
            name={field}
            min={min}
            max={max}
            decimalScale={decimals}
            decimalSeparator={i18n.language === 'fr' ? ',' : '.'}
            hideControls
            value={draft[field]}
            error={fault(field)}
            onPaste={(event) => pasted(event, field, set)}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
