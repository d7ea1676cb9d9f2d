import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { printPdf } from './print-pdf.ts';

/** The words of a PDF whose fonts are the standard ones: hexadecimal strings in its compressed streams. */
function wordsOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const streams = [...bytes.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)endstream/g)];
  return streams
    .map(([, body = '']) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .flatMap((text) => [...text.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => Buffer.from(hex, 'hex')))
    .map((word) => word.toString('latin1'))
    .join('');
}

test('a document becomes a PDF with its title, lists, tables and the number of its page', async () => {
  const pdf = await printPdf({
    title: 'Registre',
    language: 'fr',
    foot: 'Article 30',
    isPanel: false,
    blocks: [
      { kind: 'heading', text: 'Finalité' },
      { kind: 'list', items: ['Première', 'Deuxième'] },
      { kind: 'table', head: ['Caméra'], rows: [['Dépôt']] },
      { kind: 'drawing', svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', width: 20 },
      { kind: 'link', text: 'Le registre', url: 'https://vigie.example/register', hasCode: true },
    ],
  });
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  const words = wordsOf(pdf);
  for (const word of ['Registre', 'Finalité', 'Deuxième', 'Dépôt', 'Le registre', 'Article 30', '1 / 1'])
    expect(words).toContain(word);
});
