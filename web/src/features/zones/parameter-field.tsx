import { MultiSelect, NumberInput, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleKind } from '#features/zones/rule-schema.ts';
import type { Line, Zone } from '#features/zones/zone-schema.ts';
import { useClassName } from '@/components/object-class.tsx';
import { classes } from '@/i18n/texts/classes.ts';

interface ParameterFieldProps {
  readonly parameter: RuleKind['parameters'][number];
  readonly value: unknown;
  readonly fault: string | undefined;
  readonly zones: readonly Zone[];
  readonly lines: readonly Line[];
  /** the line the rule is about, whose directions have names */
  readonly line: Line | undefined;
  readonly onChange: (value: unknown) => void;
}

/** The classes a territory meets come first; the others follow in the order of the alphabet. */
const usual = [
  'person',
  'bicycle',
  'car',
  'motorcycle',
  'bus',
  'truck',
  'train',
  'boat',
  'dog',
  'suitcase',
  'backpack',
  'handbag',
];
const others = Object.keys(classes.en).filter((name) => !usual.includes(name));

function useClassChoices(chosen: readonly string[]): { readonly value: string; readonly label: string }[] {
  const { i18n } = useTranslation();
  const className = useClassName();
  return useMemo(() => {
    const choice = (name: string) => ({ value: name, label: className(name) });
    const foreign = chosen.filter((name) => !usual.includes(name) && !others.includes(name));
    const rest = others.map(choice).sort((a, b) => a.label.localeCompare(b.label, i18n.language));
    return [...usual.map(choice), ...foreign.map(choice), ...rest];
  }, [chosen, className, i18n.language]);
}

/** The field of one parameter, drawn from its type: a kind of rule brings no form of its own. */
export function ParameterField(props: ParameterFieldProps) {
  const { i18n } = useTranslation();
  const label = i18n.language === 'fr' ? props.parameter.title.fr : props.parameter.title.en;
  switch (props.parameter.type) {
    case 'zone':
    case 'line':
      return <PlaceField {...props} label={label} />;
    case 'classes':
      return <ClassesField {...props} label={label} />;
    case 'direction':
      return <DirectionField {...props} label={label} />;
    case 'number':
    case 'seconds':
      return <NumberField {...props} label={label} />;
  }
}

type LabelledProps = ParameterFieldProps & { readonly label: string };

function ClassesField({ value, fault, label, onChange }: LabelledProps) {
  const { t } = useTranslation();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const choices = useClassChoices(chosen);
  return (
    <MultiSelect
      label={label}
      {...(chosen.length > 0 ? {} : { placeholder: t('zones.allClasses') })}
      data={choices}
      value={chosen}
      error={fault}
      searchable
      hidePickedOptions
      onChange={onChange}
    />
  );
}

function NumberField({ parameter, value, fault, label, onChange }: LabelledProps) {
  return (
    <NumberInput
      label={label}
      value={typeof value === 'number' ? value : ''}
      error={fault}
      {...(parameter.minimum === undefined ? {} : { min: parameter.minimum })}
      {...(parameter.maximum === undefined ? {} : { max: parameter.maximum })}
      allowDecimal={false}
      {...(parameter.type === 'seconds' ? { suffix: ' s' } : {})}
      onChange={onChange}
    />
  );
}

function PlaceField({ parameter, value, fault, zones, lines, label, onChange }: LabelledProps) {
  const { t } = useTranslation();
  const places = parameter.type === 'zone' ? zones : lines;
  const none = t(parameter.type === 'zone' ? 'zones.noZone' : 'zones.noLine', { command: 'vigie import' });
  return (
    <Select
      label={label}
      placeholder={t('zones.choose')}
      description={places.length === 0 ? none : undefined}
      disabled={places.length === 0}
      data={places.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === undefined ? null : String(value)}
      error={fault}
      onChange={(id) => onChange(id === null ? undefined : Number(id))}
    />
  );
}

function DirectionField({ value, fault, line, label, onChange }: LabelledProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      data={[
        { value: 'both', label: t('zones.bothDirections') },
        { value: 'forward', label: line?.forward ?? t('common.forward') },
        { value: 'backward', label: line?.backward ?? t('common.backward') },
      ]}
      value={typeof value === 'string' ? value : 'both'}
      error={fault}
      onChange={onChange}
    />
  );
}
