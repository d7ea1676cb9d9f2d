import { Button } from '@mantine/core';
import { IconLink, IconStack2 } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import type { AlertFile } from '#features/alerts/desk-schema.ts';
import { alertFileQuery, mergeAlerts, separateAlert, unlinkAlerts } from '@/api/alert-desk.ts';
import { takeAlerts } from '@/api/alerts.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { AlertStateBadge } from '@/components/alert-badges.tsx';
import { Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { usePermission } from '@/components/use-permission.ts';
import { KeyButton } from './alert-actions.tsx';
import styles from './alert-details.module.css';
import { AlertHistory } from './alert-history.tsx';
import { CommentForm } from './comment-form.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { useDeskKeys } from './use-desk-keys.ts';

interface AlertFileProps {
  readonly alert: Alert;
  readonly hasKeys: boolean;
}

/** What belongs to an alert: repeats to merge, occurrences, links, comments and history. */
export function AlertFilePart({ alert, hasKeys }: AlertFileProps) {
  const { data, error, refetch } = useQuery(alertFileQuery(alert.id));
  const mayDecide = usePermission('alerts:decide');
  if (error !== null && data === undefined) return <Failure fault={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <RowsLoading rows={3} height={24} />;
  return <LoadedFile alert={alert} file={data} mayDecide={mayDecide} hasKeys={hasKeys && mayDecide} />;
}

interface LoadedProps extends AlertFileProps {
  readonly file: AlertFile;
  readonly mayDecide: boolean;
}

function LoadedFile({ alert, file, mayDecide, hasKeys }: LoadedProps) {
  const comment = useRef<HTMLTextAreaElement>(null);
  const [linking, setLinking] = useState(false);
  useDeskKeys({ comment: () => comment.current?.focus(), link: () => setLinking(true) }, hasKeys && !linking);
  return (
    <>
      {mayDecide && <Repeats alert={alert} repeats={file.repeats} hasKeys={hasKeys && !linking} />}
      <Occurrences occurrences={file.occurrences} mayDecide={mayDecide} />
      <Links alert={alert} links={file.links} onAdd={mayDecide ? () => setLinking(true) : undefined} />
      <AlertHistory alert={alert} history={file.history} />
      {mayDecide && <CommentForm key={alert.id} alertId={alert.id} field={comment} />}
      <LinkDialog alert={alert} opened={linking} onClose={() => setLinking(false)} />
    </>
  );
}

interface RepeatsProps {
  readonly alert: Alert;
  readonly repeats: readonly Alert[];
  readonly hasKeys: boolean;
}

/** Open alerts of the same rule shortly before or after: one key makes them one. */
function Repeats({ alert, repeats, hasKeys }: RepeatsProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const merging = useMutation({
    mutationFn: () =>
      mergeAlerts(
        alert.id,
        repeats.map(({ id }) => id),
      ),
    onSuccess: (head) =>
      takeAlerts(queryClient, [
        head,
        ...repeats.map((repeat) => ({ ...repeat, mergedInto: head.id, sequence: head.sequence })),
      ]),
  });
  const isPossible = repeats.length > 0 && !merging.isPending;
  useDeskKeys({ merge: () => (isPossible ? merging.mutate() : undefined) }, hasKeys);
  if (repeats.length === 0) return <ActionFault fault={merging.error} />;
  return (
    <div className={styles.repeats}>
      <span>
        <IconStack2 size={16} stroke={1.75} aria-hidden="true" />
        {t('desk.repeats', { count: repeats.length })}
      </span>
      <KeyButton
        action="merge"
        icon={IconStack2}
        pending={merging.isPending}
        onClick={() => merging.mutate()}
      >
        {t('desk.merge')}
      </KeyButton>
      <ActionFault fault={merging.error} />
    </div>
  );
}

interface OccurrencesProps {
  readonly occurrences: readonly Alert[];
  readonly mayDecide: boolean;
}

function Occurrences({ occurrences, mayDecide }: OccurrencesProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const separating = useMutation({
    mutationFn: separateAlert,
    onSuccess: (alert) => takeAlerts(queryClient, [alert]),
  });
  if (occurrences.length === 0) return null;
  return (
    <Part title={t('desk.occurrences', { count: occurrences.length + 1 })}>
      <ul className={styles.others}>
        {occurrences.map((alert) => (
          <Other key={alert.id} alert={alert}>
            {mayDecide && (
              <Button
                variant="subtle"
                size="compact-sm"
                disabled={separating.isPending}
                onClick={() => separating.mutate(alert.id)}
              >
                {t('desk.separate')}
              </Button>
            )}
          </Other>
        ))}
      </ul>
      <ActionFault fault={separating.error} />
    </Part>
  );
}

interface LinksProps {
  readonly alert: Alert;
  readonly links: readonly Alert[];
  readonly onAdd: (() => void) | undefined;
}

function Links({ alert, links, onAdd }: LinksProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const unlinking = useMutation({
    mutationFn: (otherId: number) => unlinkAlerts(alert.id, otherId),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['alerts', 'file'] }),
  });
  if (links.length === 0 && onAdd === undefined) return null;
  return (
    <Part title={t('desk.links')}>
      {links.length > 0 && (
        <ul className={styles.others}>
          {links.map((other) => (
            <Other key={other.id} alert={other}>
              {onAdd !== undefined && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  disabled={unlinking.isPending}
                  onClick={() => unlinking.mutate(other.id)}
                >
                  {t('desk.unlink')}
                </Button>
              )}
            </Other>
          ))}
        </ul>
      )}
      <ActionFault fault={unlinking.error} />
      {onAdd !== undefined && (
        <div>
          <KeyButton action="link" icon={IconLink} pending={false} onClick={onAdd}>
            {t('desk.link')}
          </KeyButton>
        </div>
      )}
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Other({ alert, children }: { readonly alert: Alert; readonly children: ReactNode }) {
  const format = useFormat();
  const now = useNow();
  return (
    <li>
      <Link to="/alerts" search={(before) => ({ ...before, id: alert.id })}>
        {alert.ruleName} · {alert.cameraName}
      </Link>
      <time dateTime={alert.occurredAt}>{format.recent(alert.occurredAt, now)}</time>
      <AlertStateBadge state={alert.state} />
      {children}
    </li>
  );
}
