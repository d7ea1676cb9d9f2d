import { expect, it } from 'vitest';
import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import { classesInWords } from './class-names.ts';

it('every class of COCO has words in both languages', () => {
  for (const name of cocoClasses) expect(classesInWords([name], 'fr')).toMatch(/^(un|une|des) /);
  expect(classesInWords(['bench', 'cell phone'], 'en')).toBe('a bench or a mobile phone');
});

it('a class that is not COCO’s keeps the name its network gives', () =>
  expect(classesInWords(['scooter'], 'fr')).toBe('scooter'));
