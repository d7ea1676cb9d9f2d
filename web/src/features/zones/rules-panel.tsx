import { ActionIcon, Button, Popover } from '@mantine/core';
import {
  IconChartBar,
  IconListCheck,
  IconPencil,
  IconPlayerPause,
  IconPlugConnectedX,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '#features/zones/rule-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import type { CameraView } from '@/api/cameras.ts';
import { removeRule, rulesQuery } from '@/api/rules.ts';
import { SeverityBadge } from '@/components/alert-badges.tsx';
import { Badge } from '@/components/badge.tsx';
import { Empty, Failure } from '@/components/notice.tsx';
import { Panel } from '@/components/panel.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { RuleSleep } from '@/components/rule-sleep.tsx';
import { usePermission } from '@/components/use-permission.ts';
import { useReading } from '@/components/use-reading.ts';
import { keptDraft } from './draft-storage.ts';
import { RuleDialog } from './rule-dialog.tsx';
import type { RuleDraft } from './rule-draft.ts';
import { type KeptRule, keptRuleOf } from './rule-form.tsx';
import styles from './rules-panel.module.css';

/** What is open: nothing, a new rule, or a rule being changed; `kept` is what was typed before and not saved. */
type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'new'; readonly kept?: RuleDraft }
  | { readonly kind: 'rule'; readonly rule: Rule; readonly kept?: RuleDraft };

interface RulesPanelProps {
  readonly camera: CameraView;
  /** shows on the picture where something was found while a rule is tried */
  readonly onSpot?: (spot: readonly [number, number] | undefined) => void;
  /** the rule that the address of the page asks for */
  readonly asked?: number | undefined;
  /** the rule that was open is closed */
  readonly onClosed?: () => void;
}

/** What opens by itself: a rule that was left unsaved, for instance because the session ended. */
function useLeftOpen(cameraId: number): Open {
  const { data: me } = useQuery(meQuery);
  const kept = me ? keptDraft<KeptRule>(me.id, keptRuleOf(cameraId)) : undefined;
  if (kept === undefined) return { kind: 'nothing' };
  const { rule, draft } = kept;
  return rule === null ? { kind: 'new', kept: draft } : { kind: 'rule', rule, kept: draft };
}

/** What is open; the rule that is asked for opens where nothing else is. */
function useOpen(cameraId: number, asked: Rule | undefined): readonly [Open, (open: Open) => void] {
  const mayWrite = usePermission('configuration:write');
  const leftOpen = useLeftOpen(cameraId);
  const [chosen, setChosen] = useState(leftOpen);
  if (!mayWrite) return [{ kind: 'nothing' }, setChosen];
  return [chosen.kind === 'nothing' && asked ? { kind: 'rule', rule: asked } : chosen, setChosen];
}

/** The rules of a camera, each read as a sentence. */
export function RulesPanel({ camera, onSpot, asked, onClosed }: RulesPanelProps) {
  const { t } = useTranslation();
  const mayWrite = usePermission('configuration:write');
  const { data: rules, error, refetch } = useQuery(rulesQuery(camera.id));
  const [open, setOpen] = useOpen(
    camera.id,
    rules?.find(({ id }) => id === asked),
  );
  const add = (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'new' })}
    >
      {t('zones.addRule')}
    </Button>
  );
  return (
    <Panel
      title={t('zones.rules')}
      actions={mayWrite && rules !== undefined && rules.length > 0 ? add : undefined}
    >
      {!camera.outputs.alert && <p className={styles.notice}>{t('zones.noAlertsHere')}</p>}
      {rules === undefined && error === null && <RowsLoading rows={2} height={40} />}
      {rules === undefined && error !== null && <Failure fault={error} onRetry={() => void refetch()} />}
      {rules?.length === 0 && (
        <Empty icon={IconListCheck} title={t('zones.emptyTitle')} action={mayWrite ? add : undefined}>
          {t(mayWrite ? 'zones.emptyBody' : 'zones.emptyBodyReader')}
        </Empty>
      )}
      {rules !== undefined && rules.length > 0 && (
        <ul className={styles.list}>
          {rules.map((rule) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              mayWrite={mayWrite}
              onEdit={() => setOpen({ kind: 'rule', rule })}
            />
          ))}
        </ul>
      )}
      <RuleDialog
        opened={open.kind !== 'nothing'}
        camera={camera}
        rule={open.kind === 'rule' ? open.rule : undefined}
        kept={open.kind === 'nothing' ? undefined : open.kept}
        onSpot={onSpot}
        onClose={() => {
          setOpen({ kind: 'nothing' });
          onClosed?.();
        }}
      />
    </Panel>
  );
}

interface RuleRowProps {
  readonly rule: Rule;
  readonly mayWrite: boolean;
  readonly onEdit: () => void;
}

function RuleRow({ rule, mayWrite, onEdit }: RuleRowProps) {
  const { t } = useTranslation();
  const reading = useReading();
  return (
    <li className={styles.rule}>
      <div className={styles.head}>
        {rule.name}
        {rule.outputs.alerts ? (
          <SeverityBadge severity={rule.severity} />
        ) : (
          <Badge tone="quiet" icon={IconChartBar} title={t('zones.statisticsOnlyHelp')}>
            {t('zones.statisticsOnly')}
          </Badge>
        )}
        {rule.fault !== null && (
          <Badge tone="critical" icon={IconPlugConnectedX}>
            {t('zones.broken')}
          </Badge>
        )}
        {!rule.enabled && (
          <Badge tone="quiet" icon={IconPlayerPause}>
            {t('zones.off')}
          </Badge>
        )}
      </div>
      <p className={styles.sentence}>{reading(rule.sentence)}</p>
      <RuleSleep ruleId={rule.id} />
      {rule.fault !== null && <p className={styles.broken}>{reading(rule.fault)}</p>}
      {mayWrite && (
        <div className={styles.actions}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={`${t('common.edit')}: ${rule.name}`}
            onClick={onEdit}
          >
            <IconPencil size={18} stroke={1.75} />
          </ActionIcon>
          <RemoveRule rule={rule} />
        </div>
      )}
    </li>
  );
}

function RemoveRule({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: () => removeRule(rule.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['rules'] }),
  });
  return (
    <Popover width={256} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={`${t('common.remove')}: ${rule.name}`}
        >
          <IconTrash size={18} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.form}>
          <div>
            <strong>{t('zones.removeTitle')}</strong>
            <p className="soft">{t('zones.removeBody')}</p>
          </div>
          {removal.error !== null && (
            <div className={styles.fault} role="alert">
              {removal.error.message}
            </div>
          )}
          <Button color="red" loading={removal.isPending} onClick={() => removal.mutate()}>
            {t('common.remove')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
