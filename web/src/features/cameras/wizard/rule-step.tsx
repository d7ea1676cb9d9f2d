import { Button, NumberInput, Radio } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTest } from '#features/cameras/check-schema.ts';
import type { RuleTemplate } from '#features/zones/rule-template-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { ruleTemplatesQuery } from '@/api/onboarding.ts';
import { ruleKindsQuery } from '@/api/rules.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { useReading } from '@/components/use-reading.ts';
import { applyTemplate } from './apply-template.ts';
import { pictureUrl } from './test-result.tsx';
import styles from './wizard.module.css';

interface RuleStepProps {
  readonly camera: CameraView;
  readonly picture: CameraTest['picture'];
  readonly onDone: () => void;
}

/** The first rule, from a template whose shape is drawn where it usually belongs. */
export function RuleStep({ camera, picture, onDone }: RuleStepProps) {
  const { t } = useTranslation();
  const read = useReading();
  const queryClient = useQueryClient();
  const { data: templates = [] } = useQuery(ruleTemplatesQuery);
  const refused = useRefusedHere(camera);
  const [code, setCode] = useState<string>();
  const [number, setNumber] = useState<number>();
  const template = templates.find((each) => each.code === code) ?? templates[0];
  const creating = useMutation({
    mutationFn: (chosen: RuleTemplate) =>
      applyTemplate({ cameraId: camera.id, template: chosen, number, read }),
    onSuccess: async () => {
      for (const key of ['zones', 'lines', 'rules', 'first-steps'])
        await queryClient.invalidateQueries({ queryKey: [key] });
      onDone();
    },
  });
  const asks = template?.rule?.asks;
  const usual = Number(template?.rule?.parameters[asks?.parameter ?? ''] ?? 0);
  return (
    <div className={styles.body}>
      <p>{t('addCamera.rule.intro')}</p>
      <Radio.Group
        label={t('addCamera.rule.choose')}
        value={template?.code ?? ''}
        onChange={(value) => {
          setCode(value);
          setNumber(undefined);
          creating.reset();
        }}
      >
        <div className={styles.list}>
          {templates.map((each) => (
            <Radio
              key={each.code}
              value={each.code}
              label={read(each.title)}
              description={refused(each) ? t('addCamera.rule.refused') : read(each.help)}
              disabled={refused(each)}
            />
          ))}
        </div>
      </Radio.Group>
      {asks !== undefined && (
        <NumberInput
          label={read(asks.title)}
          min={asks.least}
          max={1000}
          allowDecimal={false}
          value={number ?? usual}
          onChange={(value) => setNumber(Number(value))}
        />
      )}
      {template !== undefined && <ShapePreview template={template} picture={picture} />}
      <ActionFault fault={creating.error} />
      <div className={form.end}>
        <Button variant="default" onClick={onDone}>
          {t('addCamera.skip')}
        </Button>
        <Button
          disabled={template === undefined}
          loading={creating.isPending}
          onClick={() => template !== undefined && creating.mutate(template)}
        >
          {t('addCamera.rule.create')}
        </Button>
      </div>
    </div>
  );
}

/** Rules that only alert are refused where the law lets none; those that measure give statistics there. */
function useRefusedHere({ place }: CameraView): (template: RuleTemplate) => boolean {
  const { data: kinds = [] } = useQuery(ruleKindsQuery);
  return ({ rule }) => {
    const kind = kinds.find((known) => known.kind === rule?.kind);
    return kind !== undefined && kind.measures.length === 0 && !kind.alertsAt.includes(place);
  };
}

interface ShapePreviewProps {
  readonly template: RuleTemplate;
  readonly picture: CameraTest['picture'];
}

function ShapePreview({ template: { zone, line }, picture }: ShapePreviewProps) {
  const { t } = useTranslation();
  const percent = (share: number): number => share * 100;
  return (
    <figure className={form.group}>
      <div className={styles.stage}>
        {picture === null ? (
          <div className={styles.blank} />
        ) : (
          <img className={styles.picture} src={pictureUrl(picture)} alt={t('addCamera.test.alt')} />
        )}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {zone !== undefined && (
            <polygon
              className={styles.drawn}
              points={zone.polygon.map(([x, y]) => `${percent(x)},${percent(y)}`).join(' ')}
            />
          )}
          {line !== undefined && (
            <line
              className={styles.drawn}
              x1={percent(line.from[0])}
              y1={percent(line.from[1])}
              x2={percent(line.to[0])}
              y2={percent(line.to[1])}
            />
          )}
        </svg>
      </div>
      <figcaption className="soft">{t('addCamera.rule.shape')}</figcaption>
    </figure>
  );
}
