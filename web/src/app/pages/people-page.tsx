import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { KeyList } from '@/features/accounts/key-list.tsx';
import { PeopleList } from '@/features/accounts/people-list.tsx';
import { PersonRightsForm } from '@/features/accounts/person-rights-form.tsx';
import { ProposalList } from '@/features/accounts/proposal-list.tsx';
import styles from './stacked-page.module.css';

/** /people: who may sign in, what each may do, keys of programs. */
export function PeoplePage() {
  const { t } = useTranslation();
  const [inviting, { open, close }] = useDisclosure(false);
  return (
    <>
      <PageHeader
        title={t('people.title')}
        actions={
          <Button leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={open}>
            {t('people.invite')}
          </Button>
        }
      />
      <div className={styles.stack}>
        <Panel title={t('people.proposals')}>
          <ProposalList />
        </Panel>
        <Panel title={t('people.title')}>
          <PeopleList />
        </Panel>
        <Panel title={t('people.keys')}>
          <KeyList />
        </Panel>
      </div>
      <Modal opened={inviting} onClose={close} title={t('people.invite')} size="lg">
        <PersonRightsForm person={undefined} onDone={close} />
      </Modal>
    </>
  );
}
