import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHelpCircle,
  IconPlayerPause,
  IconPlus,
  IconSend,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#features/notifications/channel-schema.ts';
import { changeChannel, channelsQuery, removeChannel, testChannel } from '@/api/notifications.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { Badge } from '@/components/badge.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { ChannelForm } from './channel-form.tsx';
import { FaultWords } from './fault-words.tsx';

/** What messages go over, how each channel fares, and a way to try it. */
export function ChannelList() {
  const { t } = useTranslation();
  const { data: channels, error, refetch } = useQuery(channelsQuery);
  const [adding, { open, close }] = useDisclosure(false);
  if (channels === undefined)
    return error === null ? (
      <RowsLoading rows={3} height={64} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  return (
    <>
      <div className={records.bar}>
        <p className="soft">
          {t(channels.length > 1 ? 'notifications.reach' : 'notifications.noChannelHelp')}
        </p>
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
          {t('notifications.addChannel')}
        </Button>
      </div>
      <ul className={records.list}>
        {channels.map((channel) => (
          <li key={channel.id} data-channel={channel.kind}>
            <ChannelEntry channel={channel} />
          </li>
        ))}
      </ul>
      <Modal opened={adding} onClose={close} title={t('notifications.addChannel')} size="lg">
        <ChannelForm
          channel={undefined}
          hasMail={channels.some(({ kind }) => kind === 'mail')}
          onDone={close}
        />
      </Modal>
    </>
  );
}

const looks = {
  good: { tone: 'good', icon: IconCircleCheck },
  failing: { tone: 'critical', icon: IconAlertTriangle },
  unknown: { tone: 'quiet', icon: IconHelpCircle },
  off: { tone: 'quiet', icon: IconPlayerPause },
} as const;

function stateOf({ enabled, lastSuccessAt, lastFailureAt }: Channel): keyof typeof looks {
  if (!enabled) return 'off';
  if (lastSuccessAt === null && lastFailureAt === null) return 'unknown';
  return (lastFailureAt ?? '') > (lastSuccessAt ?? '') ? 'failing' : 'good';
}

function ChannelEntry({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const [editing, { open, close }] = useDisclosure(false);
  const state = stateOf(channel);
  return (
    <>
      <div className={records.head}>
        <h3>{channel.kind === 'push' ? t('notifications.kind.push') : channel.name}</h3>
        {channel.kind !== 'push' && <span className="soft">{t(`notifications.kind.${channel.kind}`)}</span>}
        <Badge {...looks[state]}>{t(`notifications.state.${state}`)}</Badge>
        <span className="soft">{t('notifications.waiting', { count: channel.waiting })}</span>
      </div>
      <ChannelFacts channel={channel} />
      <ChannelActions channel={channel} edit={open} />
      <Modal opened={editing} onClose={close} title={t('notifications.editChannel')} size="lg">
        <ChannelForm channel={channel} hasMail={false} onDone={close} />
      </Modal>
    </>
  );
}

function ChannelFacts({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { settings, lastSuccessAt, lastFailureAt, lastFault, retryAt } = channel;
  const server = 'host' in settings ? `${settings.host}:${settings.port}` : '';
  const address = 'url' in settings ? settings.url : server;
  return (
    <dl className={records.facts}>
      {address !== '' && (
        <>
          <dt>{t('notifications.url')}</dt>
          <dd>{address}</dd>
        </>
      )}
      <dt>{t('notifications.lastSuccess')}</dt>
      <dd>{lastSuccessAt === null ? t('notifications.never') : format.dateAndTime(lastSuccessAt)}</dd>
      <dt>{t('notifications.lastFailure')}</dt>
      <dd>
        {lastFailureAt === null ? t('notifications.never') : `${format.dateAndTime(lastFailureAt)}. `}
        {lastFault !== null && <FaultWords fault={lastFault} />}
        {retryAt !== null && ` ${t('notifications.retryAt', { at: format.timeToTheSecond(retryAt) })}`}
      </dd>
    </dl>
  );
}

function ChannelActions({ channel, edit }: { readonly channel: Channel; readonly edit: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries({ queryKey: ['notifications'] });
  const testing = useMutation({ mutationFn: () => testChannel(channel.id), onSettled: again });
  const switching = useMutation({
    mutationFn: () => changeChannel(channel.id, { enabled: !channel.enabled }),
    onSuccess: again,
  });
  const isPush = channel.kind === 'push';
  return (
    <>
      <div className={form.buttons}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconSend size={14} aria-hidden="true" />}
          loading={testing.isPending}
          onClick={() => testing.mutate()}
        >
          {t('notifications.test')}
        </Button>
        {!isPush && (
          <Button variant="default" size="compact-sm" onClick={edit}>
            {t('common.edit')}
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={() => switching.mutate()}>
          {t(channel.enabled ? 'notifications.turnOff' : 'notifications.turnOn')}
        </Button>
        {!isPush && (
          <RemoveButton
            warning={t('notifications.removeChannel')}
            remove={async () => {
              await removeChannel(channel.id);
              await again();
            }}
          />
        )}
      </div>
      <ActionFault fault={testing.error ?? switching.error} />
      {testing.data !== undefined && (
        <p className={testing.data.fault === null ? form.done : form.fault} role="status">
          {testing.data.fault === null ? (
            t(`notifications.testArrived.${channel.kind === 'mail' ? 'mail' : 'other'}`)
          ) : (
            <FaultWords fault={testing.data.fault} />
          )}
        </p>
      )}
    </>
  );
}
