import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryString } from '@/api/client.ts';
import { CamerasField } from '@/components/cameras-field.tsx';
import { DownloadButton } from '@/components/download-button.tsx';
import form from '@/components/form.module.css';
import records from '@/components/records.module.css';

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
