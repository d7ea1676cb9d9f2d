import { TextInput } from '@mantine/core';

interface InstantFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
}

/** A date and a time, on the clock of this device. */
export function InstantField({ label, value, onChange, description, error }: InstantFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={description}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
