import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Block, PrintedDocument, PrintPdf } from '#features/compliance/ports.ts';

/** Fonts that every reader has: none is embedded. */
const fonts = {
  normal: 'Helvetica',
  bold: 'Helvetica-Bold',
  italics: 'Helvetica-Oblique',
  bolditalics: 'Helvetica-BoldOblique',
};

// A document is what it is given: nothing is fetched for it, from the network or from the disk.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));
pdfmake.setFonts({ Helvetica: fonts });

/** Prints a document as PDF. */
export const printPdf: PrintPdf = async (document) => pdfmake.createPdf(definitionOf(document)).getBuffer();

function definitionOf(document: PrintedDocument): TDocumentDefinitions {
  const { title, language, foot, isPanel, blocks } = document;
  return {
    info: { title, producer: 'Vigie', creator: 'Vigie' },
    language,
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font: 'Helvetica', fontSize: isPanel ? 14 : 10, lineHeight: 1.25 },
    styles: {
      title: { fontSize: isPanel ? 30 : 20, bold: true, margin: [0, 0, 0, 12] },
      heading: { fontSize: isPanel ? 16 : 13, bold: true, margin: [0, 12, 0, 4] },
      note: { fontSize: isPanel ? 12 : 9, color: '#4a5560', margin: [0, 4, 0, 4] },
      text: { margin: [0, 2, 0, 4] },
      head: { bold: true, fillColor: '#e8edf1' },
    },
    footer: (page, pages) => ({
      margin: [48, 12, 48, 0],
      columns: [
        { text: foot, style: 'note' },
        { text: `${page} / ${pages}`, style: 'note', alignment: 'right', width: 60 },
      ],
    }),
    content: [{ text: title, style: 'title' }, ...blocks.map(contentOf)],
  };
}

function contentOf(block: Block): Content {
  switch (block.kind) {
    case 'list':
      return { ul: [...block.items], style: 'text' };
    case 'table':
      return tableOf(block.head, block.rows);
    case 'drawing':
      return { svg: block.svg, width: block.width, alignment: 'center', margin: [0, 0, 0, 12] };
    case 'link':
      return {
        stack: [
          { text: block.text, link: block.url, color: '#0b5394' },
          ...(block.hasCode ? [{ qr: block.url, fit: 90, margin: [0, 6, 0, 0] } as Content] : []),
        ],
        style: 'text',
      };
    default:
      return { text: block.text, style: block.kind };
  }
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): Content {
  return {
    table: {
      headerRows: 1,
      widths: head.map(() => '*'),
      body: [head.map((text) => ({ text, style: 'head' })), ...rows.map((row) => [...row])],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 4, 0, 8],
    fontSize: 9,
  };
}
