import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraDiscovery, DeviceView } from '#features/cameras/check-schema.ts';
import { askDevice, discoverCameras } from '@/api/onboarding.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import type { AddressDraft } from '../address-draft.ts';
import { CheckFaultNote } from './test-result.tsx';
import styles from './wizard.module.css';

interface NetworkSearchProps {
  readonly draft: AddressDraft;
  readonly set: (part: Partial<AddressDraft>) => void;
  readonly onName: (name: string) => void;
}

type Device = CameraDiscovery['devices'][number];

/** Devices of the networks of cameras, and the streams of the one that is chosen. */
export function NetworkSearch({ draft, set, onName }: NetworkSearchProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Device>();
  const { username, password } = draft;
  const searching = useMutation({ mutationFn: discoverCameras });
  const asking = useMutation({
    mutationFn: ({ service }: Device) => askDevice({ service, username, password }),
  });
  const choose = (device: Device): void => {
    setChosen(device);
    onName(device.name ?? device.model ?? '');
    set({ url: '' });
    asking.reset();
  };
  const { data } = searching;
  return (
    <>
      <div className={form.buttons}>
        <Button
          variant="default"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          loading={searching.isPending}
          onClick={() => searching.mutate()}
        >
          {t(data === undefined ? 'addCamera.address.search' : 'addCamera.address.searchAgain')}
        </Button>
        <span className="soft" role="status">
          {t(searching.isPending ? 'addCamera.address.searching' : 'addCamera.address.searchHelp')}
        </span>
      </div>
      <ActionFault fault={searching.error} />
      {data !== undefined && <Found discovery={data} chosen={chosen} onChoose={choose} />}
      {chosen !== undefined && (
        <div className={form.buttons}>
          <Button variant="default" loading={asking.isPending} onClick={() => asking.mutate(chosen)}>
            {t('addCamera.address.askStreams')}
          </Button>
        </div>
      )}
      <ActionFault fault={asking.error} />
      {asking.data !== undefined && (
        <Streams view={asking.data} url={draft.url} onChoose={(url) => set({ url })} />
      )}
    </>
  );
}

interface FoundProps {
  readonly discovery: CameraDiscovery;
  readonly chosen: Device | undefined;
  readonly onChoose: (device: Device) => void;
}

function Found({ discovery, chosen, onChoose }: FoundProps) {
  const { t } = useTranslation();
  const { networks, devices, fault } = discovery;
  if (networks.length === 0) return <p className={form.note}>{t('addCamera.address.noNetworks')}</p>;
  if (fault !== null) return <CheckFaultNote fault={fault} />;
  if (devices.length === 0)
    return <p className={form.note}>{t('addCamera.address.noneFound', { networks: networks.join(', ') })}</p>;
  return (
    <section aria-label={t('addCamera.address.found', { count: devices.length })}>
      <p role="status">{t('addCamera.address.found', { count: devices.length })}</p>
      <ul className={styles.list}>
        {devices.map((device) => (
          <li key={device.service}>
            <button
              type="button"
              className={styles.row}
              aria-pressed={chosen?.service === device.service}
              onClick={() => onChoose(device)}
            >
              <span className={styles.name}>{device.name ?? t('addCamera.address.unnamed')}</span>
              {device.model !== null && <span className={styles.address}>{device.model}</span>}
              <span className={styles.address}>{new URL(device.service).host}</span>
              {device.cameraId !== null && <span className="soft">{t('addCamera.address.known')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface StreamsProps {
  readonly view: DeviceView;
  readonly url: string;
  readonly onChoose: (url: string) => void;
}

function Streams({ view, url, onChoose }: StreamsProps) {
  const { t } = useTranslation();
  if (view.fault !== null) return <CheckFaultNote fault={view.fault} />;
  return (
    <section aria-label={t('addCamera.address.streams')}>
      <p>{t('addCamera.address.streams')}</p>
      <ul className={styles.list}>
        {view.profiles.map((profile) => (
          <li key={profile.url}>
            <button
              type="button"
              className={styles.row}
              aria-pressed={url === profile.url}
              onClick={() => onChoose(profile.url)}
            >
              <span className={styles.name}>{profile.name}</span>
              <span className={styles.address}>{factsOf(profile)}</span>
              <span className={styles.address}>{profile.url}</span>
            </button>
          </li>
        ))}
      </ul>
      {view.refused > 0 && (
        <p className={form.note}>{t('addCamera.address.refusedStreams', { count: view.refused })}</p>
      )}
    </section>
  );
}

const factsOf = ({ codec, width, height }: DeviceView['profiles'][number]): string =>
  [codec, width === null || height === null ? null : `${width} × ${height}`]
    .filter((fact) => fact !== null)
    .join(', ');
