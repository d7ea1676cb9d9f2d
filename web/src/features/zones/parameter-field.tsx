import { MultiSelect, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RuleKind } from '#features/zones/rule-schema.ts';
import type { Line, Zone } from '#features/zones/zone-schema.ts';
import { ClassesField } from './classes-field.tsx';

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

/** The field of one parameter, drawn from its type: a kind of rule brings no form of its own. */
export function ParameterField(props: ParameterFieldProps) {
  const { i18n } = useTranslation();
  const label = i18n.language === 'fr' ? props.parameter.title.fr : props.parameter.title.en;
  switch (props.parameter.type) {
    case 'zone':
    case 'line':
      return <PlaceField {...props} label={label} />;
    case 'zones':
    case 'lines':
      return <PlacesField {...props} label={label} />;
    case 'choice':
    case 'choices':
      return <ChoiceField {...props} label={label} />;
    case 'classes':
      return <ClassesOf {...props} label={label} />;
    case 'direction':
      return <DirectionField {...props} label={label} />;
    case 'number':
    case 'seconds':
      return <NumberField {...props} label={label} />;
  }
}

type LabelledProps = ParameterFieldProps & { readonly label: string };

function ClassesOf({ value, fault, label, onChange }: LabelledProps) {
  const { t } = useTranslation();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <ClassesField
      label={label}
      placeholder={t('zones.allClasses')}
      value={chosen}
      fault={fault}
      onChange={onChange}
    />
  );
}

function NumberField({ parameter, value, fault, label, onChange }: LabelledProps) {
  const { t, i18n } = useTranslation();
  const unit = parameter.type === 'seconds' ? 's' : parameter.unit;
  return (
    <NumberInput
      label={label}
      value={typeof value === 'number' ? value : ''}
      error={fault}
      {...(parameter.minimum === undefined ? {} : { min: parameter.minimum })}
      {...(parameter.maximum === undefined ? {} : { max: parameter.maximum })}
      allowDecimal={parameter.whole !== true}
      decimalScale={2}
      decimalSeparator={i18n.language === 'fr' ? ',' : '.'}
      {...(parameter.required ? {} : { placeholder: t('zones.notGiven') })}
      {...(unit === undefined ? {} : { suffix: ` ${unit}` })}
      onChange={onChange}
    />
  );
}

/** The zones or lines to choose from, and what to say when there is none. */
function usePlaces({ parameter, zones, lines }: LabelledProps) {
  const { t } = useTranslation();
  const ofZones = parameter.type === 'zone' || parameter.type === 'zones';
  const places = ofZones ? zones : lines;
  return {
    isEmpty: places.length === 0,
    none: t(ofZones ? 'zones.noZone' : 'zones.noLine'),
    data: places.map(({ id, name }) => ({ value: String(id), label: name })),
  };
}

function PlaceField(props: LabelledProps) {
  const { value, fault, label, onChange } = props;
  const { t } = useTranslation();
  const { isEmpty, none, data } = usePlaces(props);
  // A removed zone is no longer among the choices: the field is empty, and asks for another.
  const chosen = data.find((place) => place.value === String(value))?.value ?? null;
  return (
    <Select
      label={label}
      placeholder={t('zones.choose')}
      description={isEmpty ? none : undefined}
      disabled={isEmpty}
      data={data}
      value={chosen}
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

function PlacesField(props: LabelledProps) {
  const { value, fault, label, onChange } = props;
  const { t } = useTranslation();
  const { isEmpty, none, data } = usePlaces(props);
  const ids = Array.isArray(value) ? value.map(String) : [];
  const chosen = ids.filter((id) => data.some((place) => place.value === id));
  return (
    <MultiSelect
      label={label}
      {...(chosen.length > 0 ? {} : { placeholder: t('zones.choose') })}
      description={isEmpty ? none : undefined}
      disabled={isEmpty}
      data={data}
      value={chosen}
      error={fault}
      hidePickedOptions
      onChange={(next) => onChange(next.map(Number))}
    />
  );
}

function ChoiceField({ parameter, value, fault, label, onChange }: LabelledProps) {
  const { i18n, t } = useTranslation();
  const data = (parameter.options ?? []).map((option) => ({
    value: option.value,
    label: i18n.language === 'fr' ? option.title.fr : option.title.en,
  }));
  if (parameter.type === 'choices') {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    return <MultiSelect label={label} data={data} value={chosen} error={fault} onChange={onChange} />;
  }
  return (
    <Select
      label={label}
      placeholder={t('zones.choose')}
      data={data}
      value={typeof value === 'string' ? value : null}
      error={fault}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
