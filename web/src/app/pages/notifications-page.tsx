import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { ChannelList } from '@/features/notifications/channel-list.tsx';
import { MessageList } from '@/features/notifications/message-list.tsx';
import { PlanList } from '@/features/notifications/plan-list.tsx';
import { notificationParts } from '../search.ts';

const route = getRouteApi('/signed-in/notifications');

const contents: Readonly<Record<(typeof notificationParts)[number], () => ReactNode>> = {
  plans: () => <PlanList />,
  channels: () => <ChannelList />,
  messages: () => <MessageList />,
};

/** /notifications: who is told, over what, and what became of each message. */
export function NotificationsPage() {
  const { t } = useTranslation();
  const { part = 'plans' } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (value: string | null): void => {
    const chosen = notificationParts.find((candidate) => candidate === value);
    void navigate({ search: chosen === undefined ? {} : { part: chosen } });
  };
  return (
    <>
      <PageHeader title={t('notifications.title')} lead={t('notifications.lead')} />
      <Tabs value={part} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          {notificationParts.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`notifications.part.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {notificationParts.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <Panel title={t(`notifications.part.${name}`)}>{contents[name]()}</Panel>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
