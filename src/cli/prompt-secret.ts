import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks for a secret in the terminal; what is typed is not shown. */
export async function promptSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  reader.on('SIGINT', () => process.exit(130));
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
