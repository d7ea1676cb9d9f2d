import { expect, test } from 'vitest';
import { digestMail, summariseAlerts } from './digest-wording.ts';
import { plansFor } from './plans.ts';
import type { Receiver, ToldAlert } from './ports.ts';
import { mayBeTold } from './receivers.ts';
import { alertMail, alertPush, type Reader } from './wording.ts';

const alert = (change: Partial<ToldAlert> = {}): ToldAlert => ({
  id: 7,
  cameraId: 3,
  cameraName: 'Dépôt',
  ruleId: 5,
  ruleName: 'Intrusion',
  kind: 'intrusion',
  severity: 'warning',
  class: 'person',
  summary: null,
  where: 'cour',
  direction: null,
  occurredAt: '2026-11-23T21:41:07Z',
  raisedAt: '2026-11-23T21:41:08Z',
  state: 'new',
  verdict: null,
  mergedInto: null,
  ...change,
});
const reader = (language: 'en' | 'fr'): Reader => ({
  language,
  timeZone: 'Europe/Paris',
  territoryName: 'Ville',
  publicUrl: 'https://vigie.example',
});

test.each([
  ['fr', 'Alerte à vérifier : Intrusion, Dépôt', /Moment : lundi 23 novembre 2026, 22:41/],
  ['en', 'Alert to look at: Intrusion, Dépôt', /Time: Monday,? 23 November 2026, 22:41/],
] as const)(
  'a mail says rule, place, time and link, on the clock of the territory (%s)',
  (language, subject, moment) => {
    const mail = alertMail([alert()], 'raised', reader(language));
    expect(mail.subject).toBe(subject);
    expect(mail.text).toMatch(moment);
    expect(mail.text).toContain('https://vigie.example/alerts?id=7');
  },
);

test('many alerts are one mail with a bounded list, and one line on a screen', () => {
  const many = Array.from({ length: 40 }, (_, id) => alert({ id: id + 1 }));
  const mail = alertMail(many, 'unseen', reader('fr'));
  expect(mail.subject).toBe('Personne n’a encore regardé : 40 alertes : Intrusion');
  expect(mail.text).toContain('et 10 autres');
  expect(alertPush(many, 'raised', reader('en'))).toEqual({
    title: '40 alerts to look at: Intrusion',
    body: 'Dépôt, cour, 22:41',
    path: '/alerts?state=new',
  });
});

test('outside the territory a mail says that a person confirmed it, and leads nowhere', () => {
  const { text } = alertMail([alert({ verdict: 'confirmed' })], 'confirmed', reader('fr'));
  expect(text).toContain('confirmée');
  expect(text).not.toContain('https://');
});

test('the digest adds up by rule what became of alerts, never who decided', () => {
  const alerts = [
    alert(),
    alert({ state: 'closed', verdict: 'rejected' }),
    alert({ state: 'confirmed', verdict: 'confirmed' }),
    alert({ ruleName: 'Dépôt sauvage', state: 'acknowledged' }),
  ];
  expect(
    summariseAlerts(alerts).map(({ total, waiting, confirmed, rejected }) => [
      total,
      waiting,
      confirmed,
      rejected,
    ]),
  ).toEqual([
    [3, 1, 1, 1],
    [1, 1, 0, 0],
  ]);
  const facts = {
    sinceMs: Date.parse('2026-11-22T06:30:00Z'),
    failingChannels: ['Town mail'],
    isNarrowed: false,
  };
  const { subject, text } = digestMail(alerts, facts, reader('fr'));
  expect(subject).toBe('Depuis hier : 4 alertes (Ville)');
  expect(text).toContain('- Intrusion, Dépôt : 3 alertes (1 encore à décider, 1 confirmée, 1 rejetée)');
  expect(text).toContain('Des messages ne passent pas par : Town mail');
  expect(digestMail([], { ...facts, failingChannels: [] }, reader('en')).text).toContain(
    'No alert was raised.',
  );
});

const person: Receiver = {
  id: 'anna',
  name: 'Anna',
  email: 'anna@example.org',
  role: 'operator',
  mayReadAlerts: true,
  cameraIds: 'all',
  viewableIds: [3],
};
test.each([
  ['habilitated for the camera', {}, {}, true],
  ['whose habilitation covers another camera', { viewableIds: [4] }, {}, false],
  ['without habilitation, once it is confirmed', { viewableIds: [] }, { verdict: 'confirmed' }, true],
  ['without habilitation, of the health of a camera', { viewableIds: [] }, { kind: 'camera-health' }, true],
  ['whose scope has not the camera', { cameraIds: [4] }, { verdict: 'confirmed' }, false],
  ['whose role reads no alerts', { mayReadAlerts: false }, { verdict: 'confirmed' }, false],
] as const)('somebody %s may be told: %#', (_, receiver, change, may) => {
  expect(mayBeTold({ ...person, ...receiver }, alert(change))).toBe(may);
});

test('a plan is for its rules, and for alerts that are grave enough', () => {
  const plan = (ruleIds: number[], leastSeverity: ToldAlert['severity'], enabled = true) => ({
    ruleIds,
    leastSeverity,
    enabled,
  });
  const plans = [
    plan([], 'information'),
    plan([5, 6], 'warning'),
    plan([6], 'information'),
    plan([5], 'critical'),
    plan([], 'information', false),
  ];
  expect(plansFor(plans, alert())).toEqual(plans.slice(0, 2));
  expect(plansFor(plans, alert({ ruleId: null }))).toEqual(plans.slice(0, 1));
});
