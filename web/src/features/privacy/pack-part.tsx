import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PackView } from '#features/privacy/legal-schema.ts';
import { clockQuery, confirmClock, packQuery } from '@/api/legal.ts';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';
import { useReading } from '@/components/use-reading.ts';
import { WordsButton } from '@/components/words-button.tsx';
import { useLawChanged } from './record-list.tsx';

/** The rule pack in use: what it lets be chosen, and its limits. */
export function PackPart() {
  const { data: pack, error, refetch } = useQuery(packQuery);
  if (pack !== undefined) return <PackDetails pack={pack} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return <RowsLoading rows={5} height={40} />;
}

function PackDetails({ pack }: { readonly pack: PackView }) {
  const { t } = useTranslation();
  const read = useReading();
  const delay = Number.isNaN(Number(pack.statisticsDelay))
    ? t(`law.pack.${pack.statisticsDelay}`)
    : t('law.pack.minutes', { count: Number(pack.statisticsDelay) });
  return (
    <div className={`${form.form} ${form.padded}`}>
      <ClockDoubt />
      <dl className={records.facts}>
        <dt>{t('law.pack.name')}</dt>
        <dd>
          {pack.name} ({pack.country})
        </dd>
        <dt>{t('law.pack.delay')}</dt>
        <dd>{delay}</dd>
        <dt>{t('law.pack.retention')}</dt>
        <dd>{t('law.purposes.kept', { count: pack.retentionDays })}</dd>
        <dt>{t('law.pack.setupSession')}</dt>
        <dd>{t('law.pack.minutes', { count: pack.setupSessionMinutes })}</dd>
      </dl>
      <h3>{t('law.pack.purposes')}</h3>
      <table className={records.table}>
        <thead>
          <tr>
            <th scope="col">{t('law.pack.purpose')}</th>
            <th scope="col">{t('law.pack.law')}</th>
            <th scope="col">{t('law.pack.places')}</th>
          </tr>
        </thead>
        <tbody>
          {pack.purposes.map(({ code, title, law, places }) => (
            <tr key={code}>
              <th scope="row">{read(title)}</th>
              <td>{read(law)}</td>
              <td>{places.map((place) => t(`common.place.${place}`)).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Dated records do not count while the clock is in doubt: a person says that it is right. */
function ClockDoubt() {
  const { t } = useTranslation();
  const format = useFormat();
  const changed = useLawChanged();
  const mayWrite = usePermission('legal:write');
  const { data } = useQuery(clockQuery);
  if (data === undefined || data.doubtedAt === null) return null;
  return (
    <div className={`${form.note} ${form.buttons}`} role="alert">
      <span>{t('law.pack.clockDoubted', { at: format.dateAndTime(data.doubtedAt) })}</span>
      {mayWrite && (
        <WordsButton
          label={t('law.motive')}
          shortest={5}
          act={async (motive) => {
            await confirmClock(motive);
            await changed();
          }}
        >
          {t('law.pack.confirmClock')}
        </WordsButton>
      )}
    </div>
  );
}
