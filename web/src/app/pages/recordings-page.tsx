import { Tabs } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#features/accounts/account-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import type { RecordingFilter } from '@/api/recordings.ts';
import { Empty } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { CameraRecordings } from '@/features/recording/camera-recordings.tsx';
import { ExtractionList } from '@/features/recording/extraction-list.tsx';
import { HoldList } from '@/features/recording/hold-list.tsx';
import { RecordingList } from '@/features/recording/recording-list.tsx';
import { Registers } from '@/features/recording/registers.tsx';
import { present, recordingParts } from '../search.ts';

const route = getRouteApi('/signed-in/recordings');
type Part = (typeof recordingParts)[number];

/** Who each part is for. */
const permissions: Readonly<Record<Part, Permission>> = {
  list: 'recordings:view',
  extractions: 'recordings:extract',
  holds: 'recordings:hold',
  cameras: 'configuration:read',
  registers: 'compliance:read',
};

/** /recordings: pictures kept around alerts, from the choice to their destruction. */
export function RecordingsPage() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const { part, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const parts = recordingParts.filter((name) => me?.permissions.includes(permissions[name]) === true);
  const open = parts.find((name) => name === part) ?? parts[0];
  const choose = (value: string | null): void => {
    const chosen = recordingParts.find((candidate) => candidate === value);
    void navigate({ search: chosen === undefined ? {} : { part: chosen } });
  };
  const change = (search: RecordingFilter): void =>
    void navigate({ search: present({ part, ...search }), replace: true });
  const contents: Readonly<Record<Part, () => ReactNode>> = {
    list: () => <RecordingList filter={filter} onFilter={change} />,
    extractions: () => <ExtractionList />,
    holds: () => <HoldList />,
    cameras: () => <CameraRecordings />,
    registers: () => <Registers />,
  };
  return (
    <>
      <PageHeader title={t('recordings.title')} lead={t('recordings.lead')} />
      {open === undefined ? (
        <Empty icon={IconPhoto} title={t('recordings.nothingForYou')}>
          {t('recordings.nothingForYouBody')}
        </Empty>
      ) : (
        <Tabs value={open} onChange={choose} keepMounted={false}>
          <Tabs.List mb="md">
            {parts.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`recordings.part.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {parts.map((name) => (
            <Tabs.Panel key={name} value={name}>
              <Panel title={t(`recordings.part.${name}`)}>{contents[name]()}</Panel>
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </>
  );
}
