import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Rule } from '#features/zones/rule-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { ruleKindsQuery } from '@/api/rules.ts';
import { Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { RuleForm } from './rule-form.tsx';

interface RuleDialogProps {
  readonly opened: boolean;
  readonly camera: CameraView;
  readonly rule: Rule | undefined;
  readonly onClose: () => void;
}

/** Adds a rule to a camera, or changes one. */
export function RuleDialog({ opened, camera, rule, onClose }: RuleDialogProps) {
  const { t } = useTranslation();
  const { data: kinds, error, refetch } = useQuery({ ...ruleKindsQuery, enabled: opened });
  const title = t(rule === undefined ? 'zones.addRule' : 'zones.editRule');
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      {kinds !== undefined && <RuleForm camera={camera} rule={rule} kinds={kinds} onClose={onClose} />}
      {kinds === undefined && error === null && <RowsLoading rows={5} />}
      {kinds === undefined && error !== null && <Failure fault={error} onRetry={() => void refetch()} />}
    </Modal>
  );
}
