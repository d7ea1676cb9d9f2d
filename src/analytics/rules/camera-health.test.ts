import { describe, expect, it } from 'vitest';
import { type CameraSigns, calmPixels } from '../motion/pixel-facts.ts';
import { SceneObserver } from '../zones/scene.ts';
import { cameraHealth } from './camera-health.ts';

const every = ['offline', 'blind', 'dark', 'frozen', 'moved', 'out-of-focus'];
const evaluatorOf = (signs: readonly string[] = every) =>
  cameraHealth.create(
    { signs, seconds: 3, offlineSeconds: 30 },
    { ground: undefined, zones: new Map(), lines: new Map(), framesPerSecond: 5 },
  );
const sceneAt = (timeMs: number, signs: Partial<CameraSigns> = {}) =>
  new SceneObserver({ zones: [], lines: [] }, 1000, 500).update([], timeMs, {
    pixels: { ...calmPixels, signs: { ...calmPixels.signs, ...signs } },
  });
const words = { language: 'en', where: 'Yard', direction: undefined } as const;

describe('camera health', () => {
  it.each<[string, keyof CameraSigns, number]>([
    ['blind', 'blindSinceMs', 2],
    ['dark', 'darkSinceMs', 3],
    ['frozen', 'frozenSinceMs', 4],
    ['moved', 'movedSinceMs', 5],
    ['out-of-focus', 'outOfFocusSinceMs', 6],
  ])('tells %s once it lasts, while it lasts', (key, sign, value) => {
    const evaluator = evaluatorOf();
    expect(evaluator.update(sceneAt(12_900, { [sign]: 10_000 }), true)).toEqual([]);
    expect(evaluator.update(sceneAt(13_000, { [sign]: 10_000 }), true)).toMatchObject([{ key, value }]);
    expect(evaluator.update(sceneAt(14_000), true)).toEqual([]);
  });

  it('tells nothing that is not watched', () => {
    const scene = sceneAt(60_000, { blindSinceMs: 0, darkSinceMs: 0 });
    expect(evaluatorOf(['dark']).update(scene, true)).toMatchObject([{ key: 'dark' }]);
    expect(evaluatorOf(['dark']).silent?.(90_000, 0)).toEqual([]);
  });

  it('tells offline so long after the last picture', () => {
    const evaluator = evaluatorOf();
    expect(evaluator.silent?.(39_000, 10_000)).toEqual([]);
    expect(evaluator.silent?.(40_000, 10_000)).toMatchObject([{ key: 'offline', value: 1 }]);
  });

  it('tells offline of a camera that never sent a picture, and waits anew after one came', () => {
    const evaluator = evaluatorOf();
    expect(evaluator.silent?.(5000, undefined)).toEqual([]);
    expect(evaluator.silent?.(35_000, undefined)).toHaveLength(1);
    evaluator.update(sceneAt(36_000), true);
    expect(evaluator.silent?.(40_000, undefined)).toEqual([]);
  });

  it('reads as a sentence in both languages', () => {
    const values = { signs: ['blind', 'dark', 'moved'], seconds: 5 };
    expect(cameraHealth.sentence(values, words)).toBe(
      'Tell when the camera is covered, too dark or moved for 5 s',
    );
    expect(cameraHealth.sentence(values, { ...words, language: 'fr' })).toBe(
      'Prévenir quand la caméra est masquée, trop sombre ou déplacée pendant 5 s',
    );
    expect(cameraHealth.sentence({ signs: ['frozen'], seconds: 5 }, words)).toBe(
      'Tell when the camera is frozen for 5 s',
    );
  });

  it.each([
    [1, 'The camera “Yard” sends no picture', 'La caméra « Yard » n’envoie plus d’image'],
    [
      5,
      'The camera “Yard” looks elsewhere than it did',
      'La caméra « Yard » ne regarde plus au même endroit',
    ],
    [undefined, 'The camera “Yard” has a fault', 'La caméra « Yard » a un défaut'],
  ])('says what happened: %s', (value, en, fr) => {
    const facts = { class: null, where: 'Yard', direction: undefined, value, values: {} };
    expect(cameraHealth.summary(facts, 'en')).toBe(en);
    expect(cameraHealth.summary(facts, 'fr')).toBe(fr);
  });
});
