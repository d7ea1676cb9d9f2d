import { classesInWords } from './class-names.ts';
import { classesParameter, zoneParameter } from './parameters.ts';
import { classesOf, isWanted, numberOf, type RuleDefinition } from './rule.ts';

/** An object of a class stands in a zone. */
export const intrusion: RuleDefinition = {
  kind: 'intrusion',
  title: { en: 'Intrusion', fr: 'Intrusion' },
  help: {
    en: 'Tells when an object is in the zone during the period.',
    fr: 'Prévient quand un objet est dans la zone pendant la période.',
  },
  parameters: [zoneParameter, classesParameter(['person'])],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    return language === 'fr'
      ? `Prévenir quand ${what} est dans « ${where} »`
      : `Tell when ${what} is in “${where}”`;
  },
  summary({ class: kind, where }, language) {
    const what = classesInWords(kind === null ? [] : [kind], language);
    return language === 'fr' ? `${what} est dans « ${where} »` : `${what} is in “${where}”`;
  },
  create(values) {
    const zoneId = numberOf(values, 'zoneId');
    const classes = classesOf(values);
    return {
      update: ({ present }) =>
        (present.get(zoneId) ?? [])
          .filter((track) => isWanted(classes, track.class))
          .map((track) => ({
            key: `${track.id}`,
            class: track.class,
            confidence: track.score,
            zoneId,
            track,
          })),
      reset: () => {},
    };
  },
};
