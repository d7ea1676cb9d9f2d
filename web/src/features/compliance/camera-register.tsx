import { TextInput } from '@mantine/core';
import { IconDeviceCctvOff, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraRegister } from '#features/compliance/publication-schema.ts';
import { Empty } from '@/components/notice.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useReading } from '@/components/use-reading.ts';
import styles from './camera-register.module.css';
import { findCameras } from './find-cameras.ts';

type Camera = CameraRegister['cameras'][number];
/** From so many cameras on, a field to search them is worth its place. */
const worthSearching = 8;

/** The cameras, each with what it is for. */
export function RegisterCameras({ cameras }: { readonly cameras: readonly Camera[] }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const found = findCameras(cameras, typed);
  if (cameras.length === 0)
    return (
      <Empty icon={IconDeviceCctvOff} title={t('register.emptyTitle')}>
        {t('register.emptyBody')}
      </Empty>
    );
  return (
    <section aria-labelledby="register-cameras">
      <div className={styles.bar}>
        <h2 id="register-cameras">{t('register.camerasTitle', { count: cameras.length })}</h2>
        {cameras.length >= worthSearching && (
          <TextInput
            className="screen-only"
            type="search"
            aria-label={t('register.find')}
            placeholder={t('register.find')}
            leftSection={<IconSearch size={16} aria-hidden="true" />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </div>
      {found.length === 0 && (
        <Empty icon={IconSearchOff} title={t('register.none')}>
          {t('register.noneBody')}
        </Empty>
      )}
      <ul className={styles.cameras}>
        {found.map((camera) => (
          <CameraEntry key={camera.name} camera={camera} />
        ))}
      </ul>
    </section>
  );
}

function CameraEntry({ camera }: { readonly camera: Camera }) {
  const { t } = useTranslation();
  const read = useReading();
  const { position } = camera;
  const does = [
    ...camera.analyses.map(read),
    ...(camera.countsPassages ? [t('register.countsPassages')] : []),
    ...(camera.raisesAlerts ? [t('register.raisesAlerts')] : []),
  ];
  return (
    <li className={styles.camera}>
      <header className={styles.name}>
        <h3>{camera.name}</h3>
        <span className="soft">{t(`common.place.${camera.place}`)}</span>
      </header>
      <dl className={styles.facts}>
        <dt>{t('register.purposes')}</dt>
        <dd>
          <ul className={styles.purposes}>
            {camera.purposes.map((purpose) => (
              <li key={`${purpose.title.en} ${purpose.from} ${purpose.law.en}`}>
                <Purpose purpose={purpose} />
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t('register.analyses')}</dt>
        <dd>{does.length === 0 ? t('register.nothing') : does.join(', ')}</dd>
        <dt>{t('register.kept')}</dt>
        <dd>
          {camera.keptDays === 0
            ? t('register.keptNothing')
            : t('register.keptDays', { count: camera.keptDays })}
        </dd>
        {position !== null && (
          <>
            <dt>{t('register.position')}</dt>
            <dd className="figures">
              {position.latitude.toFixed(5)}, {position.longitude.toFixed(5)}
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

function Purpose({ purpose }: { readonly purpose: Camera['purposes'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const read = useReading();
  const from = format.date(purpose.from);
  return (
    <>
      <strong>{read(purpose.title)}</strong>
      <div className="soft">{read(purpose.law)}</div>
      <div className="soft">{t('register.ground', { ground: read(purpose.ground) })}</div>
      {purpose.recipients.length > 0 && (
        <div className="soft">{t('register.recipients', { recipients: purpose.recipients.join(', ') })}</div>
      )}
      <div className="soft">
        {t('register.validity')}{' '}
        {purpose.until === null
          ? t('register.since', { from })
          : t('register.fromTo', { from, until: format.date(purpose.until) })}
      </div>
    </>
  );
}
