import type { CameraSigns } from '#analytics/motion/pixel-facts.ts';
import type { Scene } from '#analytics/zones/scene.ts';
import { durationInWords } from './durations.ts';
import {
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleValues,
  type Sighting,
  type Text,
} from './rule.ts';

type Sign = 'offline' | 'blind' | 'dark' | 'frozen' | 'moved' | 'out-of-focus';

/** What may be wrong with a camera, in the order in which a sighting's `value` counts them, from 1. */
const signs: readonly { readonly value: Sign; readonly title: Text; readonly happened: Text }[] = [
  {
    value: 'offline',
    title: { en: 'offline', fr: 'hors ligne' },
    happened: { en: 'sends no picture', fr: 'n’envoie plus d’image' },
  },
  {
    value: 'blind',
    title: { en: 'covered', fr: 'masquée' },
    happened: { en: 'is covered: hardly any detail is left', fr: 'est masquée : presque plus aucun détail' },
  },
  {
    value: 'dark',
    title: { en: 'too dark', fr: 'trop sombre' },
    happened: { en: 'is too dark to see', fr: 'est trop sombre pour voir' },
  },
  {
    value: 'frozen',
    title: { en: 'frozen', fr: 'figée' },
    happened: { en: 'shows the same picture again and again', fr: 'montre toujours la même image' },
  },
  {
    value: 'moved',
    title: { en: 'moved', fr: 'déplacée' },
    happened: { en: 'looks elsewhere than it did', fr: 'ne regarde plus au même endroit' },
  },
  {
    value: 'out-of-focus',
    title: { en: 'out of focus', fr: 'floue' },
    happened: { en: 'is out of focus', fr: 'est floue' },
  },
];

const sinceOf: Readonly<Record<Exclude<Sign, 'offline'>, keyof CameraSigns>> = {
  blind: 'blindSinceMs',
  dark: 'darkSinceMs',
  frozen: 'frozenSinceMs',
  moved: 'movedSinceMs',
  'out-of-focus': 'outOfFocusSinceMs',
};

/** The camera sends nothing, or nothing of use. */
export const cameraHealth: RuleDefinition = {
  kind: 'camera-health',
  title: { en: 'Camera health', fr: 'Santé de la caméra' },
  help: {
    en: 'Tells when the camera is offline, covered, too dark, frozen, moved or out of focus.',
    fr: 'Prévient quand la caméra est hors ligne, masquée, trop sombre, figée, déplacée ou floue.',
  },
  parameters: [
    {
      name: 'signs',
      type: 'choices',
      title: { en: 'What is watched', fr: 'Ce qui est surveillé' },
      required: false,
      default: signs.map(({ value }) => value),
      options: signs.map(({ value, title }) => ({ value, title })),
    },
    {
      name: 'seconds',
      type: 'seconds',
      title: { en: 'Bad view for (seconds)', fr: 'Mauvaise vue pendant (secondes)' },
      required: false,
      default: 3,
      minimum: 0,
      maximum: 86_400,
    },
    {
      name: 'offlineSeconds',
      type: 'seconds',
      title: { en: 'Offline for (seconds)', fr: 'Hors ligne pendant (secondes)' },
      required: false,
      default: 30,
      minimum: 5,
      maximum: 86_400,
    },
  ],
  looksAtPixels: true,
  sentence(values, { language }) {
    const watched = signs.filter(({ value }) => wantedSigns(values).includes(value));
    const words = watched.map(({ title }) => title[language]);
    const last = words.pop() ?? '';
    const time = durationInWords(numberOf(values, 'seconds'));
    if (language === 'fr') {
      const list = words.length === 0 ? last : `${words.join(', ')} ou ${last}`;
      return `Prévenir quand la caméra est ${list} pendant ${time}`;
    }
    const list = words.length === 0 ? last : `${words.join(', ')} or ${last}`;
    return `Tell when the camera is ${list} for ${time}`;
  },
  summary({ where, value }, language) {
    const sign = signs[(value ?? 0) - 1];
    const happened = sign?.happened[language] ?? (language === 'fr' ? 'a un défaut' : 'has a fault');
    return language === 'fr' ? `La caméra « ${where} » ${happened}` : `The camera “${where}” ${happened}`;
  },
  create: (values) => new CameraHealthEvaluator(values),
};

function wantedSigns(values: RuleValues): readonly string[] {
  const given = values['signs'];
  return Array.isArray(given) ? given.filter((word) => typeof word === 'string') : [];
}

class CameraHealthEvaluator implements RuleEvaluator {
  readonly #wanted: readonly string[];
  readonly #badMs: number;
  readonly #offlineMs: number;
  /** first time without a picture, for a camera that never sent one */
  #waitingSinceMs: number | undefined;

  constructor(values: RuleValues) {
    this.#wanted = wantedSigns(values);
    this.#badMs = numberOf(values, 'seconds') * 1000;
    this.#offlineMs = numberOf(values, 'offlineSeconds') * 1000;
  }

  update({ timeMs, pixels }: Scene): readonly Sighting[] {
    this.#waitingSinceMs = undefined;
    return signs.flatMap(({ value: sign }, index) => {
      if (sign === 'offline' || !this.#wanted.includes(sign)) return [];
      const sinceMs = pixels.signs[sinceOf[sign]];
      return sinceMs !== null && timeMs - sinceMs >= this.#badMs ? [sighting(sign, index)] : [];
    });
  }

  silent(nowMs: number, lastPictureMs: number | undefined): readonly Sighting[] {
    this.#waitingSinceMs ??= nowMs;
    const sinceMs = lastPictureMs ?? this.#waitingSinceMs;
    const isTold = this.#wanted.includes('offline') && nowMs - sinceMs >= this.#offlineMs;
    return isTold ? [sighting('offline', 0)] : [];
  }

  reset(): void {
    this.#waitingSinceMs = undefined;
  }
}

function sighting(sign: Sign, index: number): Sighting {
  return { key: sign, class: null, confidence: null, value: index + 1 };
}
