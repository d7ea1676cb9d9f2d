import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Basis } from '#features/privacy/legal-schema.ts';
import { basesQuery, packQuery, removeLegal, signBasis, turnBasis } from '@/api/legal.ts';
import form from '@/components/form.module.css';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { useCameraName } from '@/components/use-camera-name.ts';
import { useFormat } from '@/components/use-format.ts';
import { useReading } from '@/components/use-reading.ts';
import { useRuleKind } from '@/components/use-rule-kind.ts';
import { WordsButton } from '@/components/words-button.tsx';
import { BasisForm } from './basis-form.tsx';
import { EditButtons } from './edit-buttons.tsx';
import { RecordList, useLawChanged } from './record-list.tsx';
import { ValidityBadge } from './validity-badge.tsx';

const all = 'all';
const shortestMotive = 5;

/** Orders and special texts that allow what the law otherwise refuses. */
export function BasesPart() {
  return (
    <RecordList
      list="bases"
      found={useQuery(basesQuery)}
      entry={(basis, mayWrite) => <BasisEntry basis={basis} mayWrite={mayWrite} />}
      form={(onDone) => <BasisForm basis={undefined} use="record" onDone={onDone} />}
    />
  );
}

interface BasisEntryProps {
  readonly basis: Basis;
  readonly mayWrite: boolean;
}

function BasisEntry({ basis, mayWrite }: BasisEntryProps) {
  const { t } = useTranslation();
  const read = useReading();
  const changed = useLawChanged();
  const cameraName = useCameraName();
  return (
    <>
      <div className={records.head}>
        <h3>{basis.reference}</h3>
        <ValidityBadge from={basis.from} until={basis.until} />
        {mayWrite && (
          <span className={records.actions}>
            <EditButtons
              title={basis.reference}
              form={(use, onDone) => <BasisForm basis={basis} use={use} onDone={onDone} />}
            />
            <RemoveButton
              warning={t('law.bases.removeWarning')}
              remove={async () => {
                await removeLegal('bases', basis.id);
                await changed();
              }}
            />
          </span>
        )}
      </div>
      <p>{read(basis.title)}</p>
      <p className="soft">
        {[...(basis.perimeter === '' ? [] : [basis.perimeter]), ...basis.cameraIds.map(cameraName)].join(
          ' · ',
        )}
      </p>
      {basis.documents.length > 0 && <p className="soft">{basis.documents.join(' · ')}</p>}
      <Signatures basis={basis} mayWrite={mayWrite} />
      <Stops basis={basis} mayWrite={mayWrite} />
    </>
  );
}

function Signatures({ basis, mayWrite }: BasisEntryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const changed = useLawChanged();
  const { signatures, signaturesWanted } = basis;
  if (signaturesWanted === 0) return null;
  const isOpen = signatures.length < signaturesWanted;
  return (
    <div className={form.buttons}>
      <span>{t('law.bases.signatures', { count: signatures.length, wanted: signaturesWanted })}</span>
      <span className="soft">
        {signatures
          .map(({ name, quality, signedAt }) => `${name} (${quality}), ${format.dateAndTime(signedAt)}`)
          .join(' · ')}
      </span>
      {mayWrite && isOpen && (
        <WordsButton
          label={t('law.bases.quality')}
          shortest={2}
          act={async (quality) => {
            await signBasis(basis.id, quality);
            await changed();
          }}
        >
          {t('law.bases.sign')}
        </WordsButton>
      )}
    </div>
  );
}

/** One button for each event the basis names, and one for all of it: what is stopped stops at once. */
function Stops({ basis, mayWrite }: BasisEntryProps) {
  const { t } = useTranslation();
  const read = useReading();
  const changed = useLawChanged();
  const kindName = useRuleKind();
  const { data: pack } = useQuery(packQuery);
  const names = [...basis.events, ...basis.detectors];
  const titleOf = (name: string): string => {
    const event = pack?.events.find(({ code }) => code === name);
    return event === undefined ? kindName(name) : read(event.title);
  };
  return (
    <ul className={records.list}>
      {[...names, all].map((name) => {
        const isStopped = basis.stopped.includes(name);
        const verb = isStopped ? 'resume' : 'stop';
        return (
          <li key={name}>
            <span className={form.buttons}>
              <span>{name === all ? t('law.bases.all') : titleOf(name)}</span>
              {isStopped && <strong>{t('law.bases.stopped')}</strong>}
              {mayWrite && (
                <WordsButton
                  label={t('law.motive')}
                  shortest={shortestMotive}
                  act={async (motive) => {
                    await turnBasis(basis.id, verb, name === all ? { motive } : { event: name, motive });
                    await changed();
                  }}
                >
                  {t(`law.bases.${verb}`)}
                </WordsButton>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
