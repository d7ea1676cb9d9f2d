import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryString } from '@/api/client.ts';
import { movesQuery } from '@/api/compliance.ts';
import { CamerasField } from '@/components/cameras-field.tsx';
import { CopyText } from '@/components/copy-text.tsx';
import { DownloadButton } from '@/components/download-button.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useReading } from '@/components/use-reading.ts';

const languages = { fr: 'français', en: 'English' } as const;
const both = Object.keys(languages) as (keyof typeof languages)[];

/** What is put up, handed over or shown: the panel, the record, the public register. */
export function Documents() {
  const { t } = useTranslation();
  const [cameras, setCameras] = useState<readonly number[]>([]);
  const chosen = cameras.map((id) => `&camera=${id}`).join('');
  return (
    <ul className={records.list}>
      <li>
        <h3>{t('compliance.documents.panelTitle')}</h3>
        <p className="soft">{t('compliance.documents.panelHelp')}</p>
        <CamerasField
          label={t('compliance.documents.panelCameras')}
          description={t('compliance.documents.panelCamerasHelp')}
          value={cameras}
          onChange={setCameras}
        />
        <div className={form.buttons}>
          {both.map((language) => (
            <DownloadButton
              key={language}
              path={`/api/v1/compliance/panel.pdf${queryString({ language })}${chosen}`}
              name={`panel-${language}.pdf`}
            >
              {`PDF, ${languages[language]}`}
            </DownloadButton>
          ))}
        </div>
      </li>
      <li>
        <h3>{t('compliance.documents.recordTitle')}</h3>
        <p className="soft">{t('compliance.documents.recordHelp')}</p>
        <div className={form.buttons}>
          {both.flatMap((language) =>
            (['pdf', 'csv'] as const).map((kind) => (
              <DownloadButton
                key={`${kind} ${language}`}
                path={`/api/v1/compliance/record.${kind}${queryString({ language })}`}
                name={`record-${language}.${kind}`}
              >
                {`${kind.toUpperCase()}, ${languages[language]}`}
              </DownloadButton>
            )),
          )}
        </div>
      </li>
      <PrefectFile />
      <SecurityFile />
      <li>
        <h3>{t('compliance.documents.registerTitle')}</h3>
        <p className="soft">{t('compliance.documents.registerHelp')}</p>
        <p>
          <a href="/register" target="_blank" rel="noreferrer">
            {t('compliance.documents.registerOpen')}
          </a>
        </p>
      </li>
    </ul>
  );
}

function PrefectFile() {
  const { t } = useTranslation();
  return (
    <li>
      <h3>{t('compliance.documents.prefectTitle')}</h3>
      <p className="soft">{t('compliance.documents.prefectHelp')}</p>
      <div className={form.buttons}>
        {both.map((language) => (
          <DownloadButton
            key={language}
            path={`/api/v1/compliance/prefecture.pdf${queryString({ language })}`}
            name={`prefecture-${language}.pdf`}
          >
            {`PDF, ${languages[language]}`}
          </DownloadButton>
        ))}
      </div>
      <MoveNotices />
    </li>
  );
}

function SecurityFile() {
  const { t } = useTranslation();
  return (
    <li>
      <h3>{t('compliance.documents.securityTitle')}</h3>
      <p className="soft">{t('compliance.documents.securityHelp')}</p>
      <div className={form.buttons}>
        {both.map((language) => (
          <DownloadButton
            key={language}
            path={`/api/v1/compliance/security-file.pdf${queryString({ language })}`}
            name={`security-file-${language}.pdf`}
          >
            {`PDF, ${languages[language]}`}
          </DownloadButton>
        ))}
      </div>
    </li>
  );
}

function MoveNotices() {
  const { t } = useTranslation();
  const format = useFormat();
  const read = useReading();
  const { data: moves, error, refetch } = useQuery(movesQuery);
  if (moves === undefined)
    return error === null ? (
      <RowsLoading rows={1} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  if (moves.length === 0) return <p className="soft">{t('compliance.documents.noMoves')}</p>;
  return (
    <>
      <p>{t('compliance.documents.moves')}</p>
      {moves.map(({ cameraId, name, atMs, metres, text }) => (
        <CopyText
          key={`${cameraId} ${atMs}`}
          label={t('compliance.documents.move', {
            name,
            metres,
            at: format.dateAndTime(new Date(atMs).toISOString()),
          })}
          text={read(text)}
        />
      ))}
    </>
  );
}
