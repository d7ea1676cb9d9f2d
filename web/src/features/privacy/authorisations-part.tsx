import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Authorisation } from '#features/privacy/legal-schema.ts';
import { authorisationsQuery, removeLegal } from '@/api/legal.ts';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { useCameraName } from '@/components/use-camera-name.ts';
import { AuthorisationForm } from './authorisation-form.tsx';
import { EditButtons } from './edit-buttons.tsx';
import { RecordList, useLawChanged } from './record-list.tsx';
import { ValidityBadge } from './validity-badge.tsx';

/** Authorisations of the prefect: which cameras, and how long recordings may be kept. */
export function AuthorisationsPart() {
  return (
    <RecordList
      list="authorisations"
      found={useQuery(authorisationsQuery)}
      entry={(authorisation, mayWrite) => (
        <AuthorisationEntry authorisation={authorisation} mayWrite={mayWrite} />
      )}
      form={(onDone) => <AuthorisationForm authorisation={undefined} use="record" onDone={onDone} />}
    />
  );
}

interface AuthorisationEntryProps {
  readonly authorisation: Authorisation;
  readonly mayWrite: boolean;
}

function AuthorisationEntry({ authorisation, mayWrite }: AuthorisationEntryProps) {
  const { t } = useTranslation();
  const cameraName = useCameraName();
  const changed = useLawChanged();
  return (
    <>
      <div className={records.head}>
        <h3>{authorisation.number}</h3>
        <ValidityBadge from={authorisation.from} until={authorisation.until} />
        {mayWrite && (
          <span className={records.actions}>
            <EditButtons
              title={authorisation.number}
              form={(use, onDone) => (
                <AuthorisationForm authorisation={authorisation} use={use} onDone={onDone} />
              )}
            />
            <RemoveButton
              warning={t('law.authorisations.removeWarning')}
              remove={async () => {
                await removeLegal('authorisations', authorisation.id);
                await changed();
              }}
            />
          </span>
        )}
      </div>
      <p className="soft">
        {[
          t('law.purposes.kept', { count: authorisation.retentionDays }),
          ...authorisation.cameraIds.map(cameraName),
        ].join(' · ')}
      </p>
    </>
  );
}
