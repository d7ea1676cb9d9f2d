import { requestFile } from './client.ts';

/** Fetches a file with the session's cookie and saves it under a name; throws `ApiFault`. */
export async function download(path: string, name: string): Promise<void> {
  saveFile(await requestFile(path), name);
}

/** Saves bytes under a name. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
