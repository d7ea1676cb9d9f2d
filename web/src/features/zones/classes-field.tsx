import { MultiSelect } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useClassName } from '@/components/object-class.tsx';
import { classes } from '@/i18n/texts/classes.ts';

interface ClassesFieldProps {
  readonly label: string;
  /** what none chosen means */
  readonly placeholder: string;
  readonly value: readonly string[];
  readonly fault?: string | undefined;
  readonly onChange: (classes: string[]) => void;
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

/** Chooses kinds of objects by their names. */
export function ClassesField({ label, placeholder, value, fault, onChange }: ClassesFieldProps) {
  const choices = useClassChoices(value);
  return (
    <MultiSelect
      label={label}
      {...(value.length > 0 ? {} : { placeholder })}
      data={choices}
      value={[...value]}
      error={fault}
      searchable
      hidePickedOptions
      onChange={onChange}
    />
  );
}
