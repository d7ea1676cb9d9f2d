import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconFileOff, IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dpia, DpiaOpinions } from '#features/compliance/dpia-schema.ts';
import { dpiaQuery, signDpia, writeDpia } from '@/api/compliance.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { Badge } from '@/components/badge.tsx';
import { DownloadButton } from '@/components/download-button.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';

/** The impact assessment: whether it holds, what changed, what people write, the signature. */
export function Assessment() {
  const { data, error, refetch } = useQuery(dpiaQuery);
  if (data !== undefined) return <AssessmentDetails key={data.version} dpia={data} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return <RowsLoading rows={5} height={64} />;
}

const looks = {
  none: { tone: 'warning', icon: IconFileOff },
  draft: { tone: 'warning', icon: IconPencil },
  valid: { tone: 'good', icon: IconCircleCheck },
  'to-review': { tone: 'warning', icon: IconAlertTriangle },
} as const;

function AssessmentDetails({ dpia }: { readonly dpia: Dpia }) {
  const { t } = useTranslation();
  const mayWrite = usePermission('compliance:write');
  return (
    <div className={`${form.form} ${form.padded}`}>
      <div className={form.buttons}>
        <Badge {...looks[dpia.state]}>{t(`compliance.dpia.state.${dpia.state}`)}</Badge>
        <Signed dpia={dpia} />
      </div>
      <p className="soft">{t(`compliance.dpia.help.${dpia.state}`)}</p>
      {dpia.changes.length > 0 && <Changes changes={dpia.changes} />}
      <OpinionsForm dpia={dpia} mayWrite={mayWrite} />
      {dpia.version !== null && (
        <div className={form.buttons}>
          {mayWrite && dpia.state === 'draft' && <SignButton />}
          <DownloadButton path="/api/v1/compliance/dpia.pdf?language=fr" name="dpia-fr.pdf">
            PDF, français
          </DownloadButton>
          <DownloadButton path="/api/v1/compliance/dpia.pdf?language=en" name="dpia-en.pdf">
            PDF, English
          </DownloadButton>
        </div>
      )}
    </div>
  );
}

function Signed({ dpia }: { readonly dpia: Dpia }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { version, madeAt, madeBy, signedAt, signedBy } = dpia;
  if (version === null || madeAt === null) return null;
  return (
    <span className="soft">
      {t('compliance.dpia.made', { version, at: format.dateAndTime(madeAt), by: madeBy ?? '–' })}
      {signedAt !== null &&
        ` · ${t('compliance.dpia.signed', { at: format.dateAndTime(signedAt), by: signedBy ?? '–' })}`}
    </span>
  );
}

function Changes({ changes }: { readonly changes: Dpia['changes'] }) {
  const { t, i18n } = useTranslation();
  const nameOf = (field: string): string =>
    i18n.exists(`compliance.dpia.field.${field}`) ? t(`compliance.dpia.field.${field}`) : field;
  return (
    <section aria-labelledby="dpia-changes">
      <h3 id="dpia-changes">{t('compliance.dpia.changes')}</h3>
      <table className={records.table}>
        <thead>
          <tr>
            <th scope="col">{t('compliance.dpia.what')}</th>
            <th scope="col">{t('compliance.dpia.before')}</th>
            <th scope="col">{t('compliance.dpia.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ camera, field, before, after }) => (
            <tr key={`${camera} ${field}`}>
              <th scope="row">{camera === null ? nameOf(field) : `${camera}, ${nameOf(field)}`}</th>
              <td>{before ?? '–'}</td>
              <td>{after ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const opinions = ['necessity', 'risks', 'dpoOpinion', 'personsConsulted', 'decision'] as const;

function OpinionsForm({ dpia, mayWrite }: { readonly dpia: Dpia; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<DpiaOpinions>(dpia.opinions);
  const writing = useMutation({
    mutationFn: writeDpia,
    onSuccess: (written) => queryClient.setQueryData(dpiaQuery.queryKey, written),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    writing.mutate(typed);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <fieldset className={form.group} disabled={!mayWrite}>
        <legend>{t('compliance.dpia.opinions')}</legend>
        <p className="soft">{t('compliance.dpia.opinionsHelp')}</p>
        {opinions.map((opinion) => (
          <Textarea
            key={opinion}
            label={t(`compliance.dpia.opinion.${opinion}`)}
            description={t(`compliance.dpia.opinionHelp.${opinion}`)}
            autosize
            minRows={2}
            maxLength={20_000}
            value={typed[opinion] ?? ''}
            onChange={(event) => setTyped({ ...typed, [opinion]: event.currentTarget.value })}
          />
        ))}
      </fieldset>
      <ActionFault fault={writing.error} />
      {mayWrite && (
        <div className={form.end}>
          <Button
            type="submit"
            variant={dpia.state === 'draft' ? 'default' : 'filled'}
            loading={writing.isPending}
          >
            {t('compliance.dpia.write')}
          </Button>
        </div>
      )}
    </form>
  );
}

function SignButton() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const signing = useMutation({
    mutationFn: signDpia,
    onSuccess: (signed) => queryClient.setQueryData(dpiaQuery.queryKey, signed),
  });
  return (
    <>
      <Button loading={signing.isPending} onClick={() => signing.mutate()}>
        {t('compliance.dpia.sign')}
      </Button>
      <ActionFault fault={signing.error} />
    </>
  );
}
