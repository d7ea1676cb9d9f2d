import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { frenchPhrases } from '#http/french.ts';
import { toldTexts } from './told-texts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = 'src/{features,http,foundation,app,database,adapters,analytics}/**/*.ts';

/** What is told at the machine only, by commands and at the start: in English. */
const atTheMachine = [
  'src/analytics/evaluation/',
  'src/adapters/onnx/',
  'src/adapters/npm/',
  'src/database/embedded/',
  'src/database/migrate.ts',
  'src/database/open-database.ts',
  'src/features/models/',
  'src/features/zones/rule-file-',
  'src/features/zones/territory-file-',
  'src/features/privacy/law-watch-service.ts',
  'src/features/privacy/rule-pack',
];
/** Of the decoder and of the composition, these tell people who look at a page. */
const onPages =
  /^src\/(adapters\/ffmpeg\/faults|app\/(analysis-status|camera-reach|clip-files|clip-runner|recording-vault))\.ts/;

const isForPages = (file: string): boolean =>
  /^src\/(adapters\/ffmpeg|app)\//.test(file)
    ? onPages.test(file)
    : !atTheMachine.some((place) => file.startsWith(place));

const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text.replaceAll('{}', ''));

it('every text of a fault that a page may show is there in French too', () => {
  const missing = toldTexts(root, [sources])
    .filter(({ text, at }) => isForPages(at) && hasWords(text) && frenchPhrases[text] === undefined)
    .map(({ text, at }) => `${at} ${text}`);
  expect(missing).toEqual([]);
});

it('French fills in what the English does', () => {
  const odd = Object.entries(frenchPhrases).filter(([english, french]) => {
    const gaps = english.split('{}').length - 1;
    const numbers = [...french.matchAll(/\{(\d*)\}/g)].map(([, number]) => number ?? '');
    return (
      numbers.some((number) => number !== '' && Number(number) > gaps) ||
      (numbers.every((number) => number === '') && numbers.length > gaps)
    );
  });
  expect(odd).toEqual([]);
});
