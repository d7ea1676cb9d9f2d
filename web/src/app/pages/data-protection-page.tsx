import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { usePermission } from '@/components/use-permission.ts';
import { ProposalList } from '@/features/accounts/proposal-list.tsx';
import { Assessment } from '@/features/compliance/assessment.tsx';
import { BreachDesk } from '@/features/compliance/breach-desk.tsx';
import { ControllerPart } from '@/features/compliance/controller-form.tsx';
import { Documents } from '@/features/compliance/documents.tsx';
import { RequestDesk } from '@/features/compliance/request-desk.tsx';
import { Standing } from '@/features/compliance/standing.tsx';
import { dataProtectionParts } from '../search.ts';

const route = getRouteApi('/signed-in/data-protection');
type Part = (typeof dataProtectionParts)[number];

const contents: Readonly<Record<Part, () => ReactNode>> = {
  standing: () => <Standing />,
  requests: () => <RequestDesk />,
  breaches: () => <BreachDesk />,
  assessment: () => <Assessment />,
  documents: () => <Documents />,
  controller: () => <ControllerPart />,
  rights: () => <ProposalList />,
};

/** /data-protection: what the data protection officer keeps. */
export function DataProtectionPage() {
  const { t } = useTranslation();
  const { part = 'standing' } = route.useSearch();
  const mayDecide = usePermission('compliance:write');
  const parts = dataProtectionParts.filter((name) => name !== 'rights' || mayDecide);
  const navigate = route.useNavigate();
  const choose = (value: string | null): void => {
    const chosen = dataProtectionParts.find((candidate) => candidate === value);
    void navigate({ search: chosen === undefined ? {} : { part: chosen } });
  };
  return (
    <>
      <PageHeader title={t('compliance.title')} lead={t('compliance.lead')} />
      <Tabs value={part} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          {parts.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`compliance.part.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <Panel title={t(`compliance.part.${name}`)}>{contents[name]()}</Panel>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
