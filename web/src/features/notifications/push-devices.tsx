import { Button } from '@mantine/core';
import { IconBellPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnNotifications, PushDevice } from '#features/notifications/own-schema.ts';
import { ApiFault } from '@/api/client.ts';
import { removePushDevice, testPushDevice } from '@/api/notifications.ts';
import {
  canShowMessages,
  NotAllowed,
  ownEndpointHash,
  subscribeHere,
  unsubscribeHere,
} from '@/api/push-subscription.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { FaultWords } from './fault-words.tsx';

/** Browsers that show messages of the person who looks; this one can be added, tried and taken back. */
export function PushDevices({ own }: { readonly own: OwnNotifications }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const hash = useQuery({
    queryKey: ['push-endpoint'],
    queryFn: async () => (await ownEndpointHash()) ?? null,
  });
  const again = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: ['notifications'] });
    await queryClient.invalidateQueries({ queryKey: ['push-endpoint'] });
  };
  const adding = useMutation({ mutationFn: () => subscribeHere(own.pushKey), onSettled: again });
  const isHere = own.devices.some(({ endpointHash }) => endpointHash === hash.data);
  return (
    <>
      <div className={records.bar}>
        <h3>{t('notifications.devices')}</h3>
        {canShowMessages() && !isHere && (
          <Button
            variant="default"
            leftSection={<IconBellPlus size={16} aria-hidden="true" />}
            loading={adding.isPending}
            onClick={() => adding.mutate()}
          >
            {t('notifications.addDevice')}
          </Button>
        )}
      </div>
      <div className={form.padded}>
        {!canShowMessages() && <p className="soft">{t('notifications.notSupported')}</p>}
        {canShowMessages() && own.devices.length === 0 && (
          <p className="soft">{t('notifications.noDevice')}</p>
        )}
        {adding.error !== null && <SubscribeFault fault={adding.error} />}
      </div>
      <ul className={records.list}>
        {own.devices.map((device) => (
          <li key={device.id}>
            <DeviceEntry
              device={device}
              isHere={device.endpointHash === hash.data}
              remove={async () => {
                await (device.endpointHash === hash.data
                  ? unsubscribeHere(own.devices)
                  : removePushDevice(device.id));
                await again();
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The browser's own refusals have no words of ours: they are about permission, or about its push service. */
function SubscribeFault({ fault }: { readonly fault: Error }) {
  const { t } = useTranslation();
  if (fault instanceof ApiFault) return <ActionFault fault={fault} />;
  const isRefused = fault instanceof NotAllowed || fault.name === 'NotAllowedError';
  return (
    <p className={form.fault} role="alert">
      {t(isRefused ? 'notifications.notPermitted' : 'notifications.subscribeFailed')}
    </p>
  );
}

interface DeviceEntryProps {
  readonly device: PushDevice;
  readonly isHere: boolean;
  readonly remove: () => Promise<void>;
}

function DeviceEntry({ device, isHere, remove }: DeviceEntryProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const testing = useMutation({
    mutationFn: () => testPushDevice(device.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const fault = testing.data === undefined ? device.lastFault : testing.data.fault;
  const hasFailedLast =
    testing.data !== undefined || (device.lastFailureAt ?? '') > (device.lastSuccessAt ?? '');
  return (
    <>
      <div className={records.head}>
        <strong>{device.name}</strong>
        {isHere && <span className="soft">{t('notifications.thisDevice')}</span>}
        <span className={records.actions}>
          <Button
            variant="default"
            size="compact-sm"
            loading={testing.isPending}
            onClick={() => testing.mutate()}
          >
            {t('notifications.test')}
          </Button>
          <RemoveButton warning={t('notifications.removeDevice')} remove={remove} />
        </span>
      </div>
      <ActionFault fault={testing.error} />
      {fault !== null && hasFailedLast && (
        <p className={form.fault} role="status">
          <FaultWords fault={fault} />
        </p>
      )}
      {testing.data?.fault === null && (
        <p className={form.done} role="status">
          {t('notifications.testArrived.other')}
        </p>
      )}
    </>
  );
}
