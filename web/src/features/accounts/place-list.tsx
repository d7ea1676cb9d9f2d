import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMapPins, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Place } from '#features/accounts/people-schema.ts';
import { communesQuery, groupsQuery, type PlaceKind, peopleQuery, removePlace } from '@/api/people.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useCameraName } from '@/components/use-camera-name.ts';
import { PlaceForm } from './place-form.tsx';

const queries = { communes: communesQuery, 'camera-groups': groupsQuery } as const;
const mostNames = 12;

/** Communes, or groups of cameras: make, change, remove. */
export function PlaceList({ kind }: { readonly kind: PlaceKind }) {
  const { t } = useTranslation();
  const { data: places, error, refetch } = useQuery(queries[kind]);
  const [adding, { open, close }] = useDisclosure(false);
  if (places === undefined)
    return error === null ? (
      <RowsLoading rows={3} height={56} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
      {t(`places.add.${kind}`)}
    </Button>
  );
  return (
    <>
      {places.length === 0 ? (
        <Empty icon={IconMapPins} title={t(`places.empty.${kind}`)} action={add}>
          {t(`places.help.${kind}`)}
        </Empty>
      ) : (
        <>
          <div className={records.bar}>
            <p className="soft">{t(`places.help.${kind}`)}</p>
            {add}
          </div>
          <ul className={records.list}>
            {places.map((place) => (
              <li key={place.id}>
                <PlaceEntry kind={kind} place={place} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Modal opened={adding} onClose={close} title={t(`places.add.${kind}`)} size="lg">
        <PlaceForm kind={kind} place={undefined} onDone={close} />
      </Modal>
    </>
  );
}

function PlaceEntry({ kind, place }: { readonly kind: PlaceKind; readonly place: Place }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const cameraName = useCameraName();
  const names = useBoundPeople(kind, place.id).join(', ');
  const [editing, { open, close }] = useDisclosure(false);
  const { name, code, cameraIds } = place;
  return (
    <>
      <div className={records.head}>
        <h3>{name}</h3>
        {code !== null && <span className="soft">{t('places.codeIs', { code })}</span>}
        <span>{t('places.count', { count: cameraIds.length })}</span>
        <span className={records.actions}>
          <Button variant="default" size="compact-sm" onClick={open}>
            {t('common.edit')}
          </Button>
          <RemoveButton
            warning={[
              t('places.warning'),
              ...(names === '' ? [] : [t('places.warningPeople', { names })]),
            ].join(' ')}
            remove={async () => {
              await removePlace(kind, place.id);
              await queryClient.invalidateQueries({ queryKey: ['people'] });
            }}
          />
        </span>
      </div>
      {cameraIds.length > 0 && (
        <p className="soft">
          {[
            ...cameraIds.slice(0, mostNames).map(cameraName),
            ...(cameraIds.length > mostNames
              ? [t('places.more', { count: cameraIds.length - mostNames })]
              : []),
          ].join(' · ')}
        </p>
      )}
      {names !== '' && <p className="soft">{t('places.usedBy', { names })}</p>}
      <Modal opened={editing} onClose={close} title={t(`places.edit.${kind}`)} size="lg">
        <PlaceForm kind={kind} place={place} onDone={close} />
      </Modal>
    </>
  );
}

/** Names of those whose rights are bound to a commune or a group. */
function useBoundPeople(kind: PlaceKind, id: number): readonly string[] {
  const { data: people = [] } = useQuery(peopleQuery);
  const list = kind === 'communes' ? 'communes' : 'groups';
  const field = kind === 'communes' ? 'communeId' : 'groupId';
  return people
    .filter(
      ({ cameras, habilitations }) =>
        cameras?.[list]?.includes(id) === true ||
        habilitations.some((one) => one.endedAt === null && one[field] === id),
    )
    .map(({ name }) => name);
}
