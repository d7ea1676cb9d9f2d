import { Button, FileButton } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraImport, CameraImportInput } from '#features/cameras/camera-import-schema.ts';
import { importCameras } from '@/api/onboarding.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { DownloadButton } from '@/components/download-button.tsx';
import form from '@/components/form.module.css';
import { decodedCsv, largestCsv } from './csv-file.ts';
import { ImportRows } from './import-rows.tsx';

/** Many cameras from a list: chosen, tried, then added. */
export function ImportCameras() {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const [csv, setCsv] = useState('');
  const [isTooLarge, setTooLarge] = useState(false);
  const running = useMutation({
    mutationFn: (input: CameraImportInput) => importCameras(input),
    onSuccess: async ({ added }) => {
      if (added === 0) return;
      await queryClient.invalidateQueries({ queryKey: ['cameras'] });
      await queryClient.invalidateQueries({ queryKey: ['first-steps'] });
    },
  });
  const choose = async (file: File | null): Promise<void> => {
    if (file === null) return;
    running.reset();
    const text = file.size > largestCsv ? '' : decodedCsv(new Uint8Array(await file.arrayBuffer()));
    setTooLarge(text.length > largestCsv || file.size > largestCsv);
    setCsv(text);
    if (text !== '' && text.length <= largestCsv) running.mutate({ csv: text, mode: 'check' });
  };
  const separator = i18n.language === 'fr' ? '%3B' : ',';
  return (
    <div className={`${form.form} ${form.padded}`}>
      <p>{t('addCamera.import.intro')}</p>
      <div className={form.buttons}>
        <DownloadButton path={`/api/v1/camera-imports/template?separator=${separator}`} name="cameras.csv">
          {t('addCamera.import.template')}
        </DownloadButton>
        <FileButton onChange={(file) => void choose(file)} accept=".csv,text/csv,text/plain">
          {(props) => (
            <Button
              {...props}
              leftSection={<IconFileTypeCsv size={16} aria-hidden="true" />}
              loading={running.isPending}
            >
              {t('addCamera.import.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      {isTooLarge && <p className={form.note}>{t('addCamera.import.tooLarge')}</p>}
      <ActionFault fault={running.error} />
      {running.data !== undefined && (
        <Outcome
          result={running.data}
          isPending={running.isPending}
          onRun={(mode) => running.mutate({ csv, mode })}
        />
      )}
    </div>
  );
}

interface OutcomeProps {
  readonly result: CameraImport;
  readonly isPending: boolean;
  readonly onRun: (mode: 'all' | 'good') => void;
}

function Outcome({ result, isPending, onRun }: OutcomeProps) {
  const { t } = useTranslation();
  const good = result.rows.filter(({ state }) => state === 'good').length;
  const faulty = result.rows.filter(({ state }) => state === 'faulty').length;
  return (
    <>
      {result.added > 0 ? (
        <p className={form.done} role="status">
          {t('addCamera.import.done', { count: result.added })}{' '}
          <Link to="/cameras">{t('addCamera.import.toCameras')}</Link>
        </p>
      ) : (
        <p role="status">
          {t('addCamera.import.good', { count: good })}
          {faulty > 0 && `, ${t('addCamera.import.faulty', { count: faulty })}`}
        </p>
      )}
      <ImportRows rows={result.rows} />
      {good > 0 && result.added === 0 && (
        <div className={form.end}>
          <Button loading={isPending} onClick={() => onRun(faulty === 0 ? 'all' : 'good')}>
            {t(faulty === 0 ? 'addCamera.import.addAll' : 'addCamera.import.addGood', { count: good })}
          </Button>
        </div>
      )}
    </>
  );
}
