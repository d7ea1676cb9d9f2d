import { describe, expect, it } from 'vitest';
import { calmPixels } from '#analytics/motion/pixel-facts.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { findRuleDefinition, ruleCatalogue } from './catalogue.ts';
import { RuleRunner } from './rule-runner.ts';

const track = (id: number, name = 'person'): SceneTrack => ({
  id,
  class: name,
  score: 0.7,
  medianScore: 0.7,
  firstSeenMs: 0,
  velocityX: 0,
  velocityY: 0,
  stillSinceMs: null,
  left: 0,
  top: 0,
  right: 10,
  bottom: 30,
});

const scene = (timeMs: number, inZone: readonly SceneTrack[], crossings: Scene['crossings'] = []): Scene => ({
  timeMs,
  width: 100,
  height: 100,
  lost: [],
  pixels: calmPixels,
  tracks: inZone,
  crossings,
  present: new Map([[1, inZone]]),
});

const setting = { ground: undefined, zones: new Map(), lines: new Map(), framesPerSecond: 5 };

function runner(kind: string, values: Record<string, unknown>, cooldownSeconds = 10): RuleRunner {
  const definition = findRuleDefinition(kind);
  if (!definition) throw new Error(`no rule ${kind}`);
  return new RuleRunner(definition.create(values, setting), cooldownSeconds);
}

describe('intrusion', () => {
  it('is told once for an object that stays', () => {
    const rule = runner('intrusion', { zoneId: 1, classes: ['person'] });
    const told = [0, 4000, 8000, 12_000, 16_000].flatMap((timeMs) =>
      rule.update(scene(timeMs, [track(4)]), true),
    );
    expect(told).toHaveLength(1);
  });

  it('is told again when the object comes back after the cool-down', () => {
    const rule = runner('intrusion', { zoneId: 1, classes: ['person'] });
    rule.update(scene(0, [track(4)]), true);
    rule.update(scene(200, []), true);
    expect(rule.update(scene(30_000, [track(4)]), true)).toHaveLength(1);
  });

  it('leaves out other classes', () => {
    expect(runner('intrusion', { zoneId: 1, classes: ['car'] }).update(scene(0, [track(4)]), true)).toEqual(
      [],
    );
  });

  it('is told when the period begins on an object already there', () => {
    const rule = runner('intrusion', { zoneId: 1, classes: [] });
    expect(rule.update(scene(0, [track(4)]), false)).toEqual([]);
    expect(rule.update(scene(200, [track(4)]), true)).toHaveLength(1);
  });
});

describe('crossing', () => {
  const crossings = [
    { lineId: 2, direction: 'forward' as const, track: track(1, 'truck') },
    { lineId: 2, direction: 'backward' as const, track: track(2, 'truck') },
    { lineId: 9, direction: 'forward' as const, track: track(3, 'truck') },
  ];

  it.each([
    ['forward', ['forward']],
    ['both', ['forward', 'backward']],
  ])('towards %s tells %j', (direction, expected) => {
    const rule = runner('crossing', { lineId: 2, classes: ['truck'], direction });
    expect(rule.update(scene(0, [], crossings), true).map((one) => one.direction)).toEqual(expected);
  });
});

describe('occupancy', () => {
  const full = [track(1), track(2), track(3)];

  it('is told once the zone stayed full for the time', () => {
    const rule = runner('occupancy', { zoneId: 1, classes: ['person'], moreThan: 2, seconds: 3 });
    const told = [0, 1000, 2000, 3000, 4000].map((timeMs) => rule.update(scene(timeMs, full), true).length);
    expect(told).toEqual([0, 0, 0, 1, 0]);
  });

  it('outlives one picture in which an object is missed', () => {
    const rule = runner('occupancy', { zoneId: 1, classes: ['person'], moreThan: 2, seconds: 3 });
    const seen = [full, full, full.slice(1), full, full];
    const told = seen.map((tracks, index) => rule.update(scene(index * 800, tracks), true).length);
    expect(told).toEqual([0, 0, 0, 0, 1]);
  });

  it('starts anew once the zone was free', () => {
    const rule = runner('occupancy', { zoneId: 1, classes: ['person'], moreThan: 2, seconds: 2 });
    const seen = [full, [], [], full, full];
    expect(seen.flatMap((tracks, index) => rule.update(scene(index * 1100, tracks), true))).toEqual([]);
  });
});

it('every rule reads as a sentence in both languages and names its place', () => {
  for (const definition of ruleCatalogue) {
    for (const language of ['en', 'fr'] as const) {
      const values = { classes: ['person', 'truck'], moreThan: 5, seconds: 60 };
      expect(definition.sentence(values, { language, where: 'Yard', direction: 'in' })).toContain('Yard');
    }
  }
});

it.each([
  [0, 'more than 0 objects', 'au moins un objet'],
  [1, 'more than 1 object (', 'plus d’un objet ('],
  [2, 'more than 2 objects', 'plus de 2 objets'],
])('the sentence of an occupancy of more than %i agrees in number', (moreThan, en, fr) => {
  const definition = ruleCatalogue.find(({ kind }) => kind === 'occupancy');
  const values = { classes: ['bench'], moreThan, seconds: 0 };
  expect(definition?.sentence(values, { language: 'en', where: 'Yard', direction: undefined })).toContain(en);
  expect(definition?.sentence(values, { language: 'fr', where: 'Yard', direction: undefined })).toContain(fr);
});
