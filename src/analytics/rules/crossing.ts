import { classesInWords } from './class-names.ts';
import { classesParameter, lineParameter } from './parameters.ts';
import { classesOf, isWanted, numberOf, type RuleDefinition } from './rule.ts';

/** An object of a class crosses a line, in one direction or both. */
export const crossing: RuleDefinition = {
  kind: 'crossing',
  title: { en: 'Line crossing', fr: 'Franchissement de ligne' },
  help: {
    en: 'Tells when an object crosses the line in the chosen direction.',
    fr: 'Prévient quand un objet franchit la ligne dans le sens choisi.',
  },
  parameters: [
    lineParameter,
    classesParameter(['person']),
    {
      name: 'direction',
      type: 'direction',
      title: { en: 'Direction', fr: 'Sens' },
      required: false,
      default: 'both',
    },
  ],
  sentence(values, { language, where, direction }) {
    const what = classesInWords(classesOf(values), language);
    if (language === 'fr') {
      return `Prévenir quand ${what} franchit « ${where} »${direction ? ` vers « ${direction} »` : ''}`;
    }
    return `Tell when ${what} crosses “${where}”${direction ? ` towards “${direction}”` : ''}`;
  },
  summary({ class: kind, where, direction }, language) {
    const what = classesInWords(kind === null ? [] : [kind], language);
    if (language === 'fr')
      return `${what} a franchi « ${where} »${direction ? ` vers « ${direction} »` : ''}`;
    return `${what} crossed “${where}”${direction ? ` towards “${direction}”` : ''}`;
  },
  create(values) {
    const lineId = numberOf(values, 'lineId');
    const classes = classesOf(values);
    const wanted = values['direction'] ?? 'both';
    return {
      update: ({ crossings }) =>
        crossings
          .filter((one) => one.lineId === lineId && (wanted === 'both' || one.direction === wanted))
          .filter((one) => isWanted(classes, one.track.class))
          .map(({ direction, track }) => ({
            key: `${track.id} ${direction}`,
            class: track.class,
            confidence: track.score,
            lineId,
            direction,
            track,
          })),
      reset: () => {},
    };
  },
};
