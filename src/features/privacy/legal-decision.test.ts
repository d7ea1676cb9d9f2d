import { describe, expect, test } from 'vitest';
import type { LegalBasis, LegalFacts, Output, Place, StatedPurpose } from '#foundation/legal-gate.ts';
import { createGate } from './legal-decision.ts';
import { openPack } from './rule-pack-service.ts';

const { pack } = openPack();
const decide = createGate(pack);
const day = 86_400_000;
const now = Date.parse('2026-11-23T12:00:00Z');

const purpose = (code: string, change: Partial<StatedPurpose> = {}): StatedPurpose => ({
  id: 1,
  name: code,
  code,
  regime: 'rgpd',
  fromMs: now - day,
  untilMs: null,
  ...change,
});
const order: LegalBasis = {
  id: 1,
  kind: 'jo-art10',
  reference: '2026-117',
  events: ['forbidden-area'],
  detectors: [],
  signatures: 0,
  stopped: [],
  fromMs: now - day,
  untilMs: now + day,
};
const text: LegalBasis = {
  ...order,
  kind: 'special-text',
  events: [],
  detectors: ['dwell'],
  signatures: 2,
};
const safety = { purposes: [purpose('csi-safety')], authorisations: [authorisation()] };

function authorisation(change = {}) {
  return { id: 1, number: 'A-1', retentionDays: 15, fromMs: now - day, untilMs: now + day, ...change };
}

function facts(place: Place, change: Partial<LegalFacts> = {}): LegalFacts {
  return {
    place,
    mask: 'drawn',
    purposes: [purpose(place === 'closed-site' ? 'site-protection' : 'traffic-statistics')],
    bases: [],
    authorisations: [],
    decisions: [],
    assessment: null,
    broken: [],
    clockDoubtedAtMs: null,
    ...change,
  };
}
const answer = (given: LegalFacts, detector: string, output: Output, atMs = now): string => {
  const decision = decide(given, detector, output, atMs);
  return decision.allowed ? 'allowed' : decision.reason;
};

const outputs: readonly Output[] = [
  'frames',
  'statistics',
  'live-count',
  'setup-count',
  'stay',
  'alert',
  'recording',
];
const places: readonly Place[] = ['public-road', 'open-to-public', 'closed-site'];

describe('F01: place x output x record', () => {
  const records: Readonly<Record<string, (place: Place) => Partial<LegalFacts>>> = {
    'no record': () => ({}),
    'order of the prefect': (place) => ({ ...(place === 'closed-site' ? {} : safety), bases: [order] }),
    'authorisation alone': (place) => (place === 'closed-site' ? {} : safety),
    'live counters decided': () => ({
      decisions: [{ id: 1, kind: 'live-counters', fromMs: now - day, untilMs: now + day }],
    }),
    'no purpose': () => ({ purposes: [] }),
    'record altered': () => ({ broken: ['purpose 1'] }),
  };
  const table = Object.entries(records).flatMap(([record, change]) =>
    places.map((place) =>
      [
        `${record} · ${place}`.padEnd(40),
        ...outputs.map((output) => `${output}: ${answer(facts(place, change(place)), 'intrusion', output)}`),
      ].join(' | '),
    ),
  );
  test('F01: the answers are those of the golden file', async () => {
    await expect(`${table.join('\n')}\n`).toMatchFileSnapshot('__golden__/fr-2026.2.txt');
  });
});

describe('F01: alerts on a public place', () => {
  test.each<[string, Partial<LegalFacts>, string, string]>([
    ['the event that the order names', { ...safety, bases: [order] }, 'intrusion', 'allowed'],
    ['an event that it does not name', { ...safety, bases: [order] }, 'dwell', 'basis-event'],
    [
      'a kind of basis that is unknown',
      { ...safety, bases: [{ ...order, kind: 'x' }] },
      'intrusion',
      'basis-event',
    ],
    ['an order over', { ...safety, bases: [{ ...order, untilMs: now }] }, 'intrusion', 'basis-expired'],
    ['an order to come', { ...safety, bases: [{ ...order, fromMs: now + 1 }] }, 'intrusion', 'basis-not-yet'],
    [
      'an event stopped',
      { ...safety, bases: [{ ...order, stopped: ['forbidden-area'] }] },
      'intrusion',
      'basis-stopped',
    ],
    [
      'an order stopped',
      { ...safety, bases: [{ ...order, stopped: ['all'] }] },
      'intrusion',
      'basis-stopped',
    ],
    ['a text of two signatures', { ...safety, bases: [text] }, 'dwell', 'allowed'],
    [
      'a text of one signature',
      { ...safety, bases: [{ ...text, signatures: 1 }] },
      'dwell',
      'basis-unsigned',
    ],
    ['an order without a purpose that alerts', { bases: [order] }, 'intrusion', 'purpose-output'],
    ['the camera itself', {}, 'camera-health', 'allowed'],
    ['the camera itself, its records altered', { broken: ['camera 1'] }, 'camera-health', 'allowed'],
  ])('%s', (_, change, detector, expected) => {
    expect(answer(facts('public-road', change), detector, 'alert')).toBe(expected);
  });

  test('F03: an order ends by itself at its date, to the millisecond', () => {
    const given = facts('public-road', { ...safety, bases: [order] });
    const end = now + day;
    expect([end - 1, end].map((at) => answer(given, 'intrusion', 'alert', at))).toEqual([
      'allowed',
      'basis-expired',
    ]);
  });

  test('F03: the eight events are a closed list, each in both languages', () => {
    expect(pack.events).toHaveLength(8);
    for (const { title } of pack.events)
      expect([title.en, title.fr].every((word) => word.length > 5)).toBe(true);
  });
});

describe('F02, F04, F09: what a camera needs before a picture is read', () => {
  test.each<[string, Place, Partial<LegalFacts>, string]>([
    ['F02: no purpose', 'closed-site', { purposes: [] }, 'no-purpose'],
    [
      'F02: a purpose over',
      'closed-site',
      { purposes: [purpose('site-protection', { untilMs: now })] },
      'purpose-expired',
    ],
    [
      'F02: a purpose to come',
      'closed-site',
      { purposes: [purpose('site-protection', { fromMs: now + 1 })] },
      'purpose-not-yet',
    ],
    [
      'F02: a purpose of other places',
      'public-road',
      { purposes: [purpose('site-protection')] },
      'purpose-place',
    ],
    ['F02: a purpose nobody knows', 'public-road', { purposes: [purpose('watching')] }, 'purpose-place'],
    ['F04: a public road without a mask', 'public-road', { mask: 'missing' }, 'no-mask'],
    ['F04: a waiver', 'public-road', { mask: 'waived' }, 'allowed'],
    ['F04: a closed site needs none', 'closed-site', { mask: 'missing' }, 'allowed'],
    [
      'F04: its masks are being drawn',
      'public-road',
      { mask: 'missing', decisions: [{ id: 1, kind: 'setup-session', fromMs: now, untilMs: now + 1 }] },
      'allowed',
    ],
    [
      'F09: video protection without authorisation',
      'public-road',
      { purposes: [purpose('csi-safety')] },
      'no-authorisation',
    ],
    [
      'F09: an authorisation over',
      'public-road',
      { purposes: [purpose('csi-safety')], authorisations: [authorisation({ untilMs: now })] },
      'no-authorisation',
    ],
    ['F09: an authorisation in force', 'public-road', safety, 'allowed'],
  ])('%s', (_, place, change, expected) => {
    expect(answer(facts(place, change), 'video-analysis', 'frames')).toBe(expected);
  });
});

describe('N41: a clock that went astray', () => {
  const over = { ...order, untilMs: now - 20 * day };
  test.each<[string, Partial<LegalFacts>, number, string]>([
    [
      'back 40 days: an order over is not revived',
      { ...safety, bases: [over], authorisations: [authorisation({ fromMs: 0 })], clockDoubtedAtMs: now },
      now - 40 * day,
      'clock',
    ],
    [
      'forward 40 days: an order to come does not begin',
      {
        ...safety,
        bases: [{ ...order, fromMs: now + day, untilMs: null }],
        authorisations: [authorisation({ untilMs: null })],
        clockDoubtedAtMs: now,
      },
      now + 40 * day,
      'clock',
    ],
  ])('%s', (_, change, atMs, expected) => {
    const given = facts('public-road', { ...change, purposes: [purpose('csi-safety', { fromMs: 0 })] });
    expect(answer(given, 'intrusion', 'alert', atMs)).toBe(expected);
  });

  test('N41: what has no end goes on', () => {
    const given = facts('closed-site', {
      purposes: [purpose('site-protection', { fromMs: 0 })],
      clockDoubtedAtMs: now,
    });
    expect(answer(given, 'intrusion', 'alert', now - 40 * day)).toBe('allowed');
  });
});

test('every refusal says in both languages what blocks and what would lift it', () => {
  for (const { rule, lift } of Object.values(pack.texts)) {
    for (const words of [rule, lift]) {
      expect(words.en.length).toBeGreaterThan(20);
      expect(words.fr.length).toBeGreaterThan(20);
    }
  }
});

describe('F23, F36: title III of law 78-17', () => {
  const under = (change: Partial<LegalFacts> = {}) =>
    facts('public-road', {
      ...safety,
      purposes: [purpose('csi-safety', { regime: 'titre-iii' })],
      bases: [order],
      ...change,
    });
  const signed = { isCurrent: true, detectors: ['intrusion'] };
  test.each<[string, Partial<LegalFacts>, string, Output, string]>([
    ['no assessment was signed', {}, 'video-analysis', 'frames', 'no-assessment'],
    ['it was signed', { assessment: signed }, 'intrusion', 'alert', 'allowed'],
    ['a kind of rule came later', { assessment: signed }, 'dwell', 'statistics', 'assessment-to-review'],
    ['a kind of rule came later', { assessment: signed }, 'video-analysis', 'frames', 'allowed'],
    [
      'the camera does more than was signed',
      { assessment: { ...signed, isCurrent: false } },
      'video-analysis',
      'frames',
      'assessment-to-review',
    ],
    [
      'a purpose of the GDPR beside it',
      { purposes: [purpose('csi-safety', { regime: 'titre-iii' }), purpose('traffic-statistics')] },
      'video-analysis',
      'frames',
      'two-regimes',
    ],
  ])('%s', (_, change, detector, output, expected) => {
    expect(answer(under(change), detector, output)).toBe(expected);
  });
  test('F23: under the GDPR an assessment stops nothing', () => {
    expect(answer(facts('public-road'), 'video-analysis', 'frames')).toBe('allowed');
  });
});
