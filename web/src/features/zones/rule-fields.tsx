import { Checkbox, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RuleKind } from '#features/zones/rule-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { linesQuery, zonesQuery } from '@/api/zones.ts';
import { useReading } from '@/components/use-reading.ts';
import { ParameterField } from './parameter-field.tsx';
import type { RuleDraft } from './rule-draft.ts';
import styles from './rules-panel.module.css';

/** Whether rules of a kind may alert where the camera looks. */
export const mayAlert = (kind: RuleKind | undefined, camera: CameraView): boolean =>
  kind?.alertsAt.includes(camera.place) === true;

/** The kinds that give anything at all where the camera looks, first those that need nothing it lacks. */
export const usable = (kinds: readonly RuleKind[], camera: CameraView): RuleKind[] =>
  kinds.filter((kind) => mayAlert(kind, camera) || kind.measures.length > 0);

interface KindFieldProps {
  readonly kinds: readonly RuleKind[];
  readonly kind: RuleKind | undefined;
  readonly camera: CameraView;
  readonly onChange: (kind: RuleKind) => void;
}

/** Chooses what a rule watches for. */
export function KindField({ kinds, kind, camera, onChange }: KindFieldProps) {
  const { t } = useTranslation();
  const reading = useReading();
  const lacksGround = kind?.needsGround === true && camera.ground === null;
  return (
    <div>
      <Select
        label={t('zones.kind')}
        description={kind && reading(kind.help)}
        data={usable(kinds, camera).map(({ kind: value, title }) => ({ value, label: reading(title) }))}
        value={kind?.kind ?? null}
        maxDropdownHeight={360}
        renderOption={({ option }) => {
          const shown = kinds.find((candidate) => candidate.kind === option.value);
          return (
            <div className={styles.kind}>
              <span>{option.label}</span>
              {shown !== undefined && <span className="soft">{reading(shown.help)}</span>}
            </div>
          );
        }}
        onChange={(name) => {
          const next = kinds.find((candidate) => candidate.kind === name);
          if (next !== undefined && next !== kind) onChange(next);
        }}
      />
      {lacksGround && <p className={styles.warning}>{t('zones.needsGround')}</p>}
      {kind !== undefined && !mayAlert(kind, camera) && (
        <p className={styles.hint}>{t('zones.statisticsOnlyHelp')}</p>
      )}
    </div>
  );
}

interface ParameterFieldsProps {
  readonly camera: CameraView;
  readonly kind: RuleKind | undefined;
  readonly draft: RuleDraft;
  readonly fault: (field: string) => string | undefined;
  readonly set: (part: Partial<RuleDraft>) => void;
  /** the parameter whose field is shown; undefined: all */
  readonly only?: string | undefined;
}

/** The fields of all parameters of a kind, or of one of them. */
export function ParameterFields({ camera, kind, draft, fault, set, only }: ParameterFieldsProps) {
  const { data: zones = [] } = useQuery(zonesQuery(camera.id));
  const { data: lines = [] } = useQuery(linesQuery(camera.id));
  const shown = kind?.parameters.filter(({ name }) => only === undefined || name === only);
  return (
    <div className={styles.pair}>
      {shown?.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={draft.parameters[parameter.name]}
          fault={fault(parameter.name)}
          zones={zones}
          lines={lines}
          line={lines.find((line) => line.id === draft.parameters.lineId)}
          onChange={(value) => set({ parameters: { ...draft.parameters, [parameter.name]: value } })}
        />
      ))}
    </div>
  );
}

const severities = ['information', 'warning', 'critical'] as const;

interface AlertFieldsProps extends Pick<ParameterFieldsProps, 'camera' | 'draft' | 'set'> {
  readonly mayAlert: boolean;
}

/** How sure and how urgent, and whether the rule is active. */
export function AlertFields({ draft, set, camera, mayAlert: alerts }: AlertFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <NumberInput
        label={t('zones.minimumConfidence')}
        description={t('zones.minimumConfidenceHelp')}
        placeholder={t('zones.asCamera', { share: Math.round(camera.confidence * 100) })}
        min={5}
        max={95}
        allowDecimal={false}
        suffix=" %"
        value={draft.minimumConfidence}
        onChange={(minimumConfidence) => set({ minimumConfidence })}
      />
      {alerts && <UrgencyFields draft={draft} set={set} />}
      <Checkbox
        label={t('zones.enabled')}
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
    </>
  );
}

function UrgencyFields({ draft, set }: Pick<ParameterFieldsProps, 'draft' | 'set'>) {
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <Select
        label={t('zones.severity')}
        data={severities.map((value) => ({ value, label: t(`common.severity.${value}`) }))}
        value={draft.severity}
        onChange={(value) => set({ severity: severities.find((each) => each === value) ?? draft.severity })}
      />
      <NumberInput
        label={t('zones.cooldown')}
        min={0}
        max={86_400}
        allowDecimal={false}
        suffix=" s"
        value={draft.cooldownSeconds}
        onChange={(cooldownSeconds) => set({ cooldownSeconds })}
      />
    </div>
  );
}
