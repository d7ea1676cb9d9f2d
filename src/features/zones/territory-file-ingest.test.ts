import { describe, expect, it, test } from 'vitest';
import { VigieError } from '#foundation/errors.ts';
import { readTerritoryFile } from './territory-file-ingest.ts';

const whole = `
territory: { name: Val d'Exemple, timeZone: Europe/Paris, holidays: FR }
periods:
  - name: night
    weekly: [{ days: [monday, holiday], from: "22:00", to: "06:00" }]
cameras:
  - name: Depot gate
    source: { url: depot-gate.mp4, loop: true }
    place: closed-site
    purposes: [site-protection]
    ground:
      - { at: [0.1, 0.9], metres: [0, 0] }
      - { at: [0.9, 0.9], metres: [8, 0] }
      - { at: [0.7, 0.3], metres: [8, 20] }
      - { at: [0.3, 0.3], metres: [0, 20] }
    motionGate: auto
    priority: high
    zones: [{ name: yard, polygon: [[0, 0], [1, 0], [1, 1], [0, 1]] }]
    lines: [{ name: gate, from: [0.1, 0.5], to: [0.9, 0.5], classes: [person, car] }]
    rules:
      - { name: Person in the yard, kind: intrusion, zone: yard, period: night, minimumConfidence: 0.5 }
      - { name: Truck leaves, kind: crossing, line: gate, classes: [truck], direction: backward }
      - { name: Crowd, kind: occupancy, zone: yard, moreThan: 4, seconds: 20 }
`;

function refusalOf(text: string): VigieError {
  try {
    readTerritoryFile(text, { name: 'rules.yml' });
  } catch (fault) {
    if (fault instanceof VigieError) return fault;
    throw fault;
  }
  throw new Error('the file was not refused');
}

test('a whole file is read as it is written', () => {
  const file = readTerritoryFile(whole, { name: 'rules.yml' });
  expect(file.cameras.map(({ name, rules }) => [name, rules?.length])).toEqual([['Depot gate', 3]]);
});

test('the short form is one camera without the list', () => {
  const file = readTerritoryFile('place: public-road\npurposes: [traffic-statistics]\n', {
    name: 'rules.yml',
  });
  expect(file.cameras).toEqual([{ place: 'public-road', purposes: ['traffic-statistics'] }]);
});

const replaced = (from: string, to: string): string => {
  expect(whole).toContain(from);
  return whole.replace(from, to);
};

describe('each fault names its field and the fix', () => {
  it.each([
    ['place: closed-site', 'places: closed-site', 'cameras[0].places', /did you mean "place"/],
    ['    purposes: [site-protection]\n', '', 'cameras[0].purposes', /why the pictures/],
    ['zone: yard', 'zone: yrad', 'cameras[0].rules[0].zone', /did you mean "yard"/],
    ['zone: yard,', 'zon: yard,', 'cameras[0].rules[0].zon', /did you mean "zone"/],
    ['kind: intrusion', 'kind: intrusoin', 'cameras[0].rules[0].kind', /did you mean "intrusion"/],
    ['[truck]', '[truk]', 'cameras[0].rules[1].classes[0]', /did you mean "truck"/],
    ['[person, car]', '[person, cra]', 'cameras[0].lines[0].classes[1]', /did you mean "car"/],
    ['period: night', 'period: nights', 'cameras[0].rules[0].period', /did you mean "night"/],
    ['Europe/Paris', 'Europe/Pari', 'territory.timeZone', /did you mean "Europe\/Paris"/],
    ['to: "06:00"', 'to: "22:00"', 'periods[0].weekly[0]', /24:00/],
    ['[1, 0], [1, 1]', '[1, 1], [1, 0]', 'cameras[0].zones[0].polygon', /order/],
    ['[1, 0], [1, 1]', '[0, 0], [1, 1]', 'cameras[0].zones[0].polygon[1]', /remove one/],
    ['to: [0.9, 0.5]', 'to: [0.1, 0.5]', 'cameras[0].lines[0].to', /two different points/],
    ['from: "22:00"', 'from: sunset', 'cameras[0].rules[0].period', /position/],
    ['name: Truck leaves', 'name: Person in the yard', 'cameras[0].rules[1].name', /own name/],
    ['direction: backward', 'direction: back', 'cameras[0].rules[1].direction', /backward or both/],
    ['[0.7, 0.3], metres: [8, 20]', '[0.9, 0.9], metres: [8, 20]', 'cameras[0].ground', /lie apart/],
    ['metres: [8, 20]', 'metres: [4, 0]', 'cameras[0].ground', /corners/],
    ['moreThan: 4', 'moreThan: "4"', 'cameras[0].rules[2].moreThan', /a whole number/],
    ['moreThan: 4', 'moreThan: .nan', 'cameras[0].rules[2].moreThan', /a whole number/],
    ['moreThan: 4', 'moreThan: 4.5', 'cameras[0].rules[2].moreThan', /a whole number/],
    ['seconds: 20', 'seconds: .inf', 'cameras[0].rules[2].seconds', /seconds from/],
    ['seconds: 20', 'seconds: -1', 'cameras[0].rules[2].seconds', /seconds from/],
  ])('%s → %s', (from, to, field, fix) => {
    const { faults } = refusalOf(replaced(from, to));
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(faults.find((fault) => fault.field === field)?.fix).toMatch(fix);
  });
});

test.each([
  [
    'speed without ground points',
    '{ name: S, kind: speed, zone: yard }',
    'cameras[0].rules[2].zone',
    /ground/,
  ],
  [
    'a direction without a line',
    '{ name: D, kind: crossing, direction: forward }',
    'cameras[0].rules[2].line',
    /line/,
  ],
  [
    'a direction where none is asked',
    '{ name: D, kind: intrusion, zone: yard, direction: forward }',
    'cameras[0].rules[2].direction',
    /takes zone/,
  ],
  [
    'a way by one line',
    '{ name: W, kind: origin-destination, lines: [gate] }',
    'cameras[0].rules[2].lines',
    /two lines/,
  ],
  [
    'the same bay twice',
    '{ name: B, kind: parking-bays, bays: [yard, yard] }',
    'cameras[0].rules[2].bays[1]',
    /remove/,
  ],
  [
    'an unknown bay',
    '{ name: B, kind: parking-bays, bays: [yrad] }',
    'cameras[0].rules[2].bays[0]',
    /did you mean "yard"/,
  ],
])('%s is refused', (_, rule, field, fix) => {
  const text = whole.replace(/ {4}ground:\n( {6}- .*\n){4}/, '').replace(/\{ name: Crowd.*/, rule);
  expect(text).not.toContain('ground:');
  const [fault] = refusalOf(text).faults;
  expect(fault?.field).toBe(field);
  expect(fault?.fix).toMatch(fix);
});

test.each([
  ['from: "22:00"', 'from: "25:00"', 'periods[0].weekly[0].from', 'must be HH:MM, or sunrise/sunset'],
  ['name: yard', 'name: "  "', 'cameras[0].zones[0].name', 'must be a text in one line that is not blank'],
  ['metres: [8, 20]', 'metres: [8, .nan]', 'cameras[0].ground[2].metres[1]', 'must be a number'],
  ['priority: high', 'priority: hihg', 'cameras[0].priority', 'must be one of: low, normal, high'],
  ['minimumConfidence: 0.5', 'minimumConfidence: 50', 'cameras[0].rules[0].minimumConfidence', '0.95'],
  ['name: gate', 'name: "ga\\nte"', 'cameras[0].lines[0].name', 'must be a text in one line'],
])('%s → %s is told in words, not as a pattern', (from, to, field, message) => {
  const [fault] = refusalOf(replaced(from, to)).faults.filter((each) => each.field === field);
  expect(fault?.message).toContain(message);
});

test('F02: free words for a purpose are refused, with the way to write it', () => {
  const { faults } = refusalOf('place: closed-site\npurpose: Watching');
  expect(faults).toContainEqual(
    expect.objectContaining({ field: 'purpose', fix: expect.stringContaining('purposes: [') }),
  );
});

test.each(['bases', 'decisions', 'authorisations', 'people', 'audit', 'retentionDays'])(
  'N36: a file cannot bring %s',
  (key) => {
    const { faults } = refusalOf(`${key}: []\nplace: closed-site\npurposes: [site-protection]`);
    expect(faults.map(({ field }) => field)).toContain(key);
  },
);

test('a file whose parts repeat each other without end is refused', () => {
  const levels = 'abcdef'.split('').map((key, index) => {
    const before = index === 0 ? 'x' : `*${String.fromCharCode(96 + index)}`;
    return `${key}: &${key} [${Array(9).fill(before).join(', ')}]`;
  });
  expect(refusalOf(levels.join('\n')).message).toMatch(/repeats its parts/);
});

test('all faults come in one message, each with its line', () => {
  const text = replaced('zone: yard', 'zone: yrad').replace('[truck]', '[truk]');
  expect(refusalOf(text).message.split('\n')).toEqual([
    'rules.yml has 2 faults; nothing was read from it:',
    expect.stringMatching(/^ {2}line 21: cameras\[0\]\.rules\[0\]\.zone: unknown zone "yrad"/),
    expect.stringMatching(/^ {2}line 22: cameras\[0\]\.rules\[1\]\.classes\[0\]: unknown class "truk"/),
  ]);
});

test('in the short form paths have no prefix', () => {
  const { faults } = refusalOf(
    'place: public-road\npurposes: [traffic-statistics]\nlines: [{ name: a, from: [0, 0], to: [0, 0] }]\n',
  );
  expect(faults.map(({ field }) => field)).toEqual(['lines[0].to']);
});

it.each([
  ['cameras: [\n', /not YAML: line/],
  ['', /holds no keys/],
  ['- 1', /holds no keys/],
])('a text that is no such file is refused: %j', (text, message) => {
  expect(refusalOf(text).message).toMatch(message);
});
