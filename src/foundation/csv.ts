/** Rows of cells as a CSV text (RFC 4180). */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
}

/** What a spreadsheet runs: a sign of a formula, wide ones and those behind blanks too, or a line that begins anew. */
const formula = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** A value as a cell; a name that begins like a formula would be run by a spreadsheet: an apostrophe keeps it a text. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
