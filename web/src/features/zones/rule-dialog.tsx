import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Rule } from '#features/zones/rule-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import type { CameraView } from '@/api/cameras.ts';
import { ruleKindsQuery } from '@/api/rules.ts';
import { Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { keepDraft } from './draft-storage.ts';
import type { RuleDraft } from './rule-draft.ts';
import { keptRuleOf, RuleForm } from './rule-form.tsx';

interface RuleDialogProps {
  readonly opened: boolean;
  readonly camera: CameraView;
  readonly rule: Rule | undefined;
  readonly kept: RuleDraft | undefined;
  readonly onClose: () => void;
  readonly onSpot: ((spot: readonly [number, number] | undefined) => void) | undefined;
}

/** Adds a rule to a camera, or changes one. What is typed is forgotten once it is saved, or closed by hand. */
export function RuleDialog({ opened, camera, rule, kept, onClose, onSpot }: RuleDialogProps) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const { data: kinds, error, refetch } = useQuery({ ...ruleKindsQuery, enabled: opened });
  const title = t(rule === undefined ? 'zones.addRule' : 'zones.editRule');
  const close = (): void => {
    if (me !== null && me !== undefined) keepDraft(me.id, keptRuleOf(camera.id), undefined);
    onSpot?.(undefined);
    onClose();
  };
  return (
    // Beside the picture, on which a trial shows where something was. One key or a click beside it would else lose what
    // was typed; Escape closes the fields that open in it.
    <Drawer
      opened={opened}
      onClose={close}
      title={title}
      position="right"
      size={560}
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      {kinds !== undefined && <RuleForm {...{ camera, rule, kinds, kept, onSpot }} onClose={close} />}
      {kinds === undefined && error === null && <RowsLoading rows={5} />}
      {kinds === undefined && error !== null && <Failure fault={error} onRetry={() => void refetch()} />}
    </Drawer>
  );
}
