import type { Point } from '#analytics/geometry/points.ts';
import type { Text } from '#analytics/rules/rule.ts';
import type { FilePeriod } from './territory-file.ts';

/** A first rule: what it draws, when it holds, what it watches. */
export interface RuleTemplateData {
  readonly code: string;
  readonly title: Text;
  readonly help: Text;
  readonly zone?: { readonly name: Text; readonly polygon: readonly Point[] };
  readonly line?: {
    readonly name: Text;
    readonly from: Point;
    readonly to: Point;
    readonly forward: Text;
    readonly backward: Text;
  };
  readonly period?: { readonly name: Text; readonly hours: Omit<FilePeriod, 'name'> };
  readonly rule?: {
    readonly name: Text;
    readonly kind: string;
    readonly severity: 'information' | 'warning' | 'critical';
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly asks?: { readonly parameter: string; readonly title: Text; readonly least: number };
  };
}

/** The lower part of a picture, where people and vehicles stand. */
const lowerPart: readonly Point[] = [
  [0.1, 0.4],
  [0.9, 0.4],
  [0.95, 0.95],
  [0.05, 0.95],
];
/** A line in the middle of the picture: forward is towards the camera. */
const lineAcross = (name: Text): NonNullable<RuleTemplateData['line']> => ({
  name,
  from: [0.1, 0.65],
  to: [0.9, 0.65],
  forward: { en: 'towards the camera', fr: 'vers la caméra' },
  backward: { en: 'away from the camera', fr: 'en s’éloignant' },
});
const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** First rules to begin with, the most asked for first. */
export const ruleTemplates: readonly RuleTemplateData[] = [
  {
    code: 'count-passages',
    title: { en: 'Count what passes here', fr: 'Compter ce qui passe ici' },
    help: {
      en: 'A line across the picture counts people and vehicles in both directions.',
      fr: 'Une ligne en travers de l’image compte personnes et véhicules dans les deux sens.',
    },
    line: lineAcross({ en: 'Passages', fr: 'Passages' }),
  },
  {
    code: 'nobody-at-night',
    title: { en: 'Nobody here between 22 h and 6 h', fr: 'Personne ici entre 22 h et 6 h' },
    help: {
      en: 'Tells when a person is in the zone at night.',
      fr: 'Prévient quand une personne est dans la zone la nuit.',
    },
    zone: { name: { en: 'Closed at night', fr: 'Fermé la nuit' }, polygon: lowerPart },
    period: {
      name: { en: 'Night, 22 h to 6 h', fr: 'Nuit, 22 h à 6 h' },
      hours: { weekly: [{ days: everyDay, from: '22:00', to: '06:00' }] },
    },
    rule: {
      name: { en: 'Somebody at night', fr: 'Présence la nuit' },
      kind: 'intrusion',
      severity: 'warning',
      parameters: { classes: ['person'] },
    },
  },
  {
    code: 'car-park-full',
    title: { en: 'Car park full', fr: 'Parking plein' },
    help: {
      en: 'Tells when more vehicles than the number stay in the zone for five minutes.',
      fr: 'Prévient quand plus de véhicules que le nombre restent dans la zone pendant cinq minutes.',
    },
    zone: { name: { en: 'Car park', fr: 'Parking' }, polygon: lowerPart },
    rule: {
      name: { en: 'Car park full', fr: 'Parking plein' },
      kind: 'occupancy',
      severity: 'information',
      parameters: {
        classes: ['car', 'truck', 'bus', 'motorcycle'],
        moreThan: 20,
        seconds: 300,
        meaning: 'full-car-park',
      },
      asks: {
        parameter: 'moreThan',
        title: { en: 'Full with more vehicles than', fr: 'Plein au-delà de (véhicules)' },
        least: 0,
      },
    },
  },
  {
    code: 'left-behind',
    title: { en: 'Something left behind', fr: 'Objet abandonné' },
    help: {
      en: 'Tells when a thing lies in the zone for a minute and nobody is with it.',
      fr: 'Prévient quand un objet reste une minute dans la zone sans personne auprès de lui.',
    },
    zone: { name: { en: 'Kept clear', fr: 'À laisser libre' }, polygon: lowerPart },
    rule: {
      name: { en: 'Something left behind', fr: 'Objet abandonné' },
      kind: 'abandoned-object',
      severity: 'warning',
      parameters: { seconds: 60 },
    },
  },
  {
    code: 'wrong-way',
    title: { en: 'Wrong way', fr: 'Contresens' },
    help: {
      en: 'Tells when a vehicle crosses the line away from the camera; change the direction if yours is the other one.',
      fr: 'Prévient quand un véhicule franchit la ligne en s’éloignant de la caméra ; changez le sens si le vôtre est l’autre.',
    },
    line: lineAcross({ en: 'One way', fr: 'Sens unique' }),
    rule: {
      name: { en: 'Wrong way', fr: 'Contresens' },
      kind: 'wrong-way',
      severity: 'warning',
      parameters: { direction: 'backward' },
    },
  },
];
