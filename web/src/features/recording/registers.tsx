import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Destruction, RecordingState } from '#features/recording/recording-schema.ts';
import {
  confirmRetentionClock,
  destructionPagesQuery,
  retentionQuery,
  transmissionPagesQuery,
} from '@/api/recordings.ts';
import { DownloadButton } from '@/components/download-button.tsx';
import { DownloadText } from '@/components/download-text.tsx';
import form from '@/components/form.module.css';
import { MoreButton } from '@/components/more-button.tsx';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';
import { WordsButton } from '@/components/words-button.tsx';
import styles from './recording.module.css';

const shortestMotive = 5;

/** How destruction fares, what was destroyed with its proofs, what was handed over. */
export function Registers() {
  return (
    <>
      <Retention />
      <Destructions />
      <Transmissions />
    </>
  );
}

function Retention() {
  const { data, error, refetch } = useQuery(retentionQuery);
  if (data === undefined)
    return error === null ? (
      <RowsLoading rows={1} height={64} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  return <RetentionState state={data} />;
}

function RetentionState({ state }: { readonly state: RecordingState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kept, overdue, lastRunAt, waiting, lastFailure } = state;
  const facts = [
    t('recordings.register.kept', { count: kept }),
    ...(overdue === 0 ? [] : [t('recordings.register.overdue', { count: overdue })]),
    lastRunAt === null
      ? t('recordings.register.never')
      : t('recordings.register.lastRun', { at: format.dateAndTime(lastRunAt) }),
  ];
  return (
    <div className={`${form.form} ${form.padded}`}>
      <p>{facts.join(' · ')}</p>
      {waiting !== null && <Waiting since={waiting.since} />}
      {lastFailure !== null && (
        <p className={form.note} role="status">
          {t('recordings.register.failure', {
            at: format.dateAndTime(lastFailure.at),
            fault: lastFailure.fault,
          })}
        </p>
      )}
      <p className="soft small">{t('recordings.register.verify')}</p>
    </div>
  );
}

function Waiting({ since }: { readonly since: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const mayConfirm = usePermission('recordings:hold');
  return (
    <div className={form.note} role="alert">
      <p>{t('recordings.register.waits', { at: format.dateAndTime(since) })}</p>
      {mayConfirm && (
        <WordsButton
          label={t('recordings.register.confirmMotive')}
          shortest={shortestMotive}
          act={async (motive) => {
            await confirmRetentionClock(motive);
            await queryClient.invalidateQueries({ queryKey: ['recordings'] });
          }}
        >
          {t('recordings.register.confirmClock')}
        </WordsButton>
      )}
    </div>
  );
}

function RegisterHead({ name }: { readonly name: 'destructions' | 'transmissions' }) {
  const { t } = useTranslation();
  return (
    <div className={records.bar}>
      <h3>{t(`recordings.register.${name}`)}</h3>
      <div className={form.buttons}>
        {name === 'destructions' && (
          <DownloadButton path="/api/v1/registers/made.csv" name="recordings-made.csv">
            {t('recordings.register.made')}
          </DownloadButton>
        )}
        <DownloadButton path={`/api/v1/registers/${name}.csv`} name={`recordings-${name}.csv`}>
          {t('recordings.register.csv')}
        </DownloadButton>
      </div>
    </div>
  );
}

function Destructions() {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(destructionPagesQuery);
  const items = pages.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <RegisterHead name="destructions" />
      {items === undefined && pages.error === null && <RowsLoading rows={2} height={44} />}
      {items === undefined && pages.error !== null && (
        <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {items?.length === 0 && (
        <p className={`soft ${form.padded}`}>{t('recordings.register.noDestruction')}</p>
      )}
      <ul className={records.list}>
        {items?.map((one) => (
          <li key={one.id}>
            <DestructionEntry destruction={one} />
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  );
}

function DestructionEntry({ destruction }: { readonly destruction: Destruction }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, madeAt, recordings: count, from, to, proof } = destruction;
  return (
    <div className={records.head}>
      <strong>{format.dateAndTime(madeAt)}</strong>
      <span>
        {t('recordings.register.destruction', {
          count,
          from: format.dateAndTime(from),
          to: format.dateAndTime(to),
        })}
      </span>
      <DownloadText name={`destruction-${id}.json`} text={JSON.stringify(proof, null, 2)}>
        {t('recordings.register.proof', { id })}
      </DownloadText>
    </div>
  );
}

function Transmissions() {
  const { t } = useTranslation();
  const format = useFormat();
  const pages = useInfiniteQuery(transmissionPagesQuery);
  const items = pages.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <RegisterHead name="transmissions" />
      {items === undefined && pages.error === null && <RowsLoading rows={2} height={44} />}
      {items === undefined && pages.error !== null && (
        <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {items?.length === 0 && (
        <p className={`soft ${form.padded}`}>{t('recordings.register.noTransmission')}</p>
      )}
      <ul className={records.list}>
        {items?.map(({ id, madeAt, madeBy, requester, requisition, pictures, sha256 }) => (
          <li key={id}>
            <div className={records.head}>
              <strong>{format.dateAndTime(madeAt)}</strong>
              <span>
                {t('recordings.register.transmission', {
                  count: pictures,
                  requester,
                  requisition,
                  by: madeBy,
                })}
              </span>
            </div>
            <p className={`soft ${styles.mono}`}>SHA-256 {sha256}</p>
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  );
}
