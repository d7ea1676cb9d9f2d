import { ApiFault } from '@/api/client.ts';

/** `parameters.cameraIds[0]` → `cameraIds`: the key by which a person knows a field. */
export const nameOfField = (field: string): string =>
  field
    .replace(/\[\d+\]/g, '')
    .split('.')
    .at(-1) ?? field;

/** What the server found wrong with a field, and what would mend it; undefined while nothing is. */
export function fieldFault(fault: Error | null, name: string): string | undefined {
  if (!(fault instanceof ApiFault)) return undefined;
  const found = fault.problem?.faults?.find(({ field }) => nameOfField(field) === name);
  if (found === undefined) return undefined;
  const { message, fix } = found;
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${fix === undefined ? '' : ` – ${fix}`}`;
}
