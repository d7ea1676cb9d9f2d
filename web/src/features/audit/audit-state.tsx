import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditState } from '#features/audit/audit-schema.ts';
import { auditStateQuery, verifyAudit } from '@/api/audit.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { Badge } from '@/components/badge.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';

/** Whether the log is whole, and a button that verifies it now. */
export function AuditStatePart() {
  const { data, error, refetch } = useQuery(auditStateQuery);
  if (data !== undefined) return <State state={data} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return <RowsLoading rows={2} height={28} />;
}

function State({ state }: { readonly state: AuditState }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const verifying = useMutation({
    mutationFn: verifyAudit,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['audit'] }),
  });
  const { last } = state;
  return (
    <div className={`${form.form} ${form.padded}`}>
      <div className={form.buttons}>
        <Verdict last={last} />
        <Button variant="default" size="xs" loading={verifying.isPending} onClick={() => verifying.mutate()}>
          {t('audit.verify')}
        </Button>
      </div>
      {last !== null && last.faults.length > 0 && (
        <ul>
          {last.faults.map(({ sequence, fault }) => (
            <li key={`${sequence} ${fault}`}>
              {sequence > 0 && t('audit.number', { number: sequence })} {fault}
            </li>
          ))}
        </ul>
      )}
      <ActionFault fault={verifying.error} />
      <p className="soft">{t('audit.kept', { count: state.keepMonths })}</p>
    </div>
  );
}

function Verdict({ last }: { readonly last: AuditState['last'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (last === null)
    return (
      <Badge tone="quiet" icon={IconClock}>
        {t('audit.notVerified')}
      </Badge>
    );
  const words = { at: format.dateAndTime(last.checkedAt), lines: format.number(last.lines) };
  return (
    <>
      <Badge
        tone={last.intact ? 'good' : 'critical'}
        icon={last.intact ? IconCircleCheck : IconAlertTriangle}
      >
        {t(last.intact ? 'audit.intact' : 'audit.broken')}
      </Badge>
      <span role="status">{t(last.intact ? 'audit.intactLong' : 'audit.brokenLong', words)}</span>
    </>
  );
}
