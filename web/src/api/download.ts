import { requestFile } from './client.ts';

/** Fetches a file with the session's cookie and saves it under a name; throws `ApiFault`. */
export async function download(path: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await requestFile(path));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
