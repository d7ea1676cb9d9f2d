import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What a form of a dated record does: records one, changes it, or follows it by another. */
export type FormUse = 'record' | 'change' | 'renew';

interface EditButtonsProps {
  /** what the record is called */
  readonly title: string;
  readonly form: (use: FormUse, onDone: () => void) => ReactNode;
}

/** Changes a dated record, or records what follows it. */
export function EditButtons({ title, form }: EditButtonsProps) {
  const { t } = useTranslation();
  const [changing, change] = useDisclosure(false);
  const [renewing, renew] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={change.open}>
        {t('common.edit')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={renew.open}>
        {t('law.renew')}
      </Button>
      <Modal opened={changing} onClose={change.close} title={t('law.change', { name: title })} size="lg">
        {form('change', change.close)}
      </Modal>
      <Modal opened={renewing} onClose={renew.close} title={t('law.renewTitle', { name: title })} size="lg">
        {form('renew', renew.close)}
      </Modal>
    </>
  );
}
