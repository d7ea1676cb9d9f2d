import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { AuthorisationsPart } from '@/features/privacy/authorisations-part.tsx';
import { BasesPart } from '@/features/privacy/bases-part.tsx';
import { DecisionsPart } from '@/features/privacy/decisions-part.tsx';
import { PackPart } from '@/features/privacy/pack-part.tsx';
import { PurposesPart } from '@/features/privacy/purposes-part.tsx';
import { lawParts } from '../search.ts';

const route = getRouteApi('/signed-in/law');

const contents: Readonly<Record<(typeof lawParts)[number], () => ReactNode>> = {
  purposes: () => <PurposesPart />,
  bases: () => <BasesPart />,
  authorisations: () => <AuthorisationsPart />,
  decisions: () => <DecisionsPart />,
  pack: () => <PackPart />,
};

/** /law: what cameras are for, and what allows it. */
export function LawPage() {
  const { t } = useTranslation();
  const { part = 'purposes' } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (value: string | null): void => {
    const chosen = lawParts.find((candidate) => candidate === value);
    void navigate({ search: chosen === undefined ? {} : { part: chosen } });
  };
  return (
    <>
      <PageHeader title={t('law.title')} lead={t('law.lead')} />
      <Tabs value={part} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          {lawParts.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`law.part.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {lawParts.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <Panel title={t(`law.part.${name}`)}>{contents[name]()}</Panel>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
