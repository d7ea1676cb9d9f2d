import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '#features/privacy/legal-schema.ts';
import { purposesQuery, removeLegal } from '@/api/legal.ts';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { useReading } from '@/components/use-reading.ts';
import { PurposeForm } from './purpose-form.tsx';
import { RecordList, useLawChanged } from './record-list.tsx';
import { ValidityBadge } from './validity-badge.tsx';

/** The register of purposes. */
export function PurposesPart() {
  return (
    <RecordList
      list="purposes"
      found={useQuery(purposesQuery)}
      entry={(purpose, mayWrite) => <PurposeEntry purpose={purpose} mayWrite={mayWrite} />}
      form={(onDone) => <PurposeForm purpose={undefined} onDone={onDone} />}
    />
  );
}

function PurposeEntry({ purpose, mayWrite }: { readonly purpose: Purpose; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const read = useReading();
  const changed = useLawChanged();
  const [editing, { open, close }] = useDisclosure(false);
  return (
    <>
      <div className={records.head}>
        <h3>{purpose.name}</h3>
        <ValidityBadge from={purpose.from} until={purpose.until} />
        {mayWrite && (
          <span className={records.actions}>
            <Button variant="default" size="compact-sm" onClick={open}>
              {t('common.edit')}
            </Button>
            <RemoveButton
              warning={t('law.purposes.removeWarning')}
              remove={async () => {
                await removeLegal('purposes', purpose.id);
                await changed();
              }}
            />
          </span>
        )}
      </div>
      <p>{read(purpose.title)}</p>
      <p className="soft">
        {[
          read(purpose.law),
          t(`law.regime.${purpose.regime}`),
          purpose.retentionDays === 0
            ? t('law.purposes.nothingKept')
            : t('law.purposes.kept', { count: purpose.retentionDays }),
          ...(purpose.recipients.length === 0
            ? []
            : [t('law.purposes.recipientsAre', { recipients: purpose.recipients.join(', ') })]),
        ].join(' · ')}
      </p>
      {purpose.description !== '' && <p className={records.words}>{purpose.description}</p>}
      <Modal opened={editing} onClose={close} title={t('law.purposes.edit')} size="lg">
        <PurposeForm purpose={purpose} onDone={close} />
      </Modal>
    </>
  );
}
