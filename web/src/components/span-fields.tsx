import { InstantField } from './instant-field.tsx';
import { fieldOfInstant, instantOfField } from './local-instant.ts';

/** A time that may be open at either end, RFC 3339. */
interface Span {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface SpanFieldsProps {
  readonly label: (end: keyof Span) => string;
  readonly span: Span;
  readonly onChange: (span: Span) => void;
}

/** From when to when, on the clock of this device. */
export function SpanFields({ label, span, onChange }: SpanFieldsProps) {
  return (['from', 'to'] as const).map((end) => (
    <InstantField
      key={end}
      label={label(end)}
      value={span[end] === undefined ? '' : fieldOfInstant(span[end])}
      onChange={(typed) => onChange({ [end]: instantOfField(typed) })}
    />
  ));
}
