/** Bytes of the largest list that is sent. */
export const largestCsv = 900_000;

/** Spreadsheets save in UTF-8 or, on older machines, in Windows-1252. */
export function decodedCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
