import type { Text } from './rule.ts';

const names: Readonly<Record<string, Text>> = {
  person: { en: 'a person', fr: 'une personne' },
  bicycle: { en: 'a bicycle', fr: 'un vélo' },
  car: { en: 'a car', fr: 'une voiture' },
  motorcycle: { en: 'a motorcycle', fr: 'une moto' },
  bus: { en: 'a bus', fr: 'un bus' },
  truck: { en: 'a truck', fr: 'un camion' },
  suitcase: { en: 'a suitcase', fr: 'une valise' },
  backpack: { en: 'a backpack', fr: 'un sac à dos' },
  handbag: { en: 'a handbag', fr: 'un sac à main' },
  dog: { en: 'a dog', fr: 'un chien' },
};

const either = { en: ' or ', fr: ' ou ' };
const anything = { en: 'anything', fr: 'quelque chose' };

/** The classes in words: "a person or a car"; a class without a translation keeps its COCO name. */
export function classesInWords(classes: readonly string[], language: 'en' | 'fr'): string {
  if (classes.length === 0) return anything[language];
  const words = classes.map((name) => names[name]?.[language] ?? name);
  const last = words.at(-1) ?? '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')}${either[language]}${last}`;
}
