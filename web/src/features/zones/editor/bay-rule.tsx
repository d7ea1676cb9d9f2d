import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Rule } from '#features/zones/rule-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { addRule, changeRule } from '@/api/rules.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import styles from './editor.module.css';
import type { Shape } from './shape.ts';

interface BayRuleProps {
  readonly camera: CameraView;
  readonly shapes: readonly Shape[];
  readonly rules: readonly Rule[];
}

const idsOf = ({ parameters }: Rule): number[] =>
  Array.isArray(parameters.baysIds) ? parameters.baysIds : [];

/** Bays that were drawn and stored are given to a parking rule: the one there is, or a new one. */
export function BayRule({ camera, shapes, rules }: BayRuleProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const parking = rules.filter(({ kind }) => kind === 'parking-bays');
  const watched = parking.flatMap(idsOf);
  const free = shapes.flatMap(({ isBay, id }) =>
    isBay === true && id !== undefined && !watched.includes(id) ? [id] : [],
  );
  const giving = useMutation({
    mutationFn: (rule: Rule | undefined) =>
      rule === undefined
        ? addRule({
            name: t('editor.bayRule.name'),
            cameraId: camera.id,
            kind: 'parking-bays',
            parameters: { baysIds: free },
          })
        : changeRule(rule.id, {
            parameters: { ...rule.parameters, baysIds: [...idsOf(rule), ...free] },
            version: rule.version,
          }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['rules'] }),
  });
  if (free.length === 0) return null;
  return (
    <div className={styles.bayRule} role="status">
      <p>{t('editor.bayRule.free', { count: free.length })}</p>
      <ActionFault fault={giving.error} />
      {parking.map((rule) => (
        <Button
          key={rule.id}
          size="compact-sm"
          loading={giving.isPending}
          onClick={() => giving.mutate(rule)}
        >
          {t('editor.bayRule.addTo', { name: rule.name })}
        </Button>
      ))}
      {parking.length === 0 && (
        <Button size="compact-sm" loading={giving.isPending} onClick={() => giving.mutate(undefined)}>
          {t('editor.bayRule.make')}
        </Button>
      )}
    </div>
  );
}
