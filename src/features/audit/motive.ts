import { VigieError } from '#foundation/errors.ts';

/** Usual motives of looking at pictures, for a person to choose from. */
export const motives = [
  { code: 'alert', title: { en: 'To check an alert', fr: 'Lever le doute sur une alerte' } },
  { code: 'incident', title: { en: 'An incident under way', fr: 'Suivre un incident en cours' } },
  {
    code: 'authority',
    title: {
      en: 'At the request of the police or a court',
      fr: 'À la demande des forces de l’ordre ou de la justice',
    },
  },
  {
    code: 'camera',
    title: {
      en: 'To check the camera, its view and its masks',
      fr: 'Vérifier la caméra, son cadrage et ses masques',
    },
  },
  { code: 'training', title: { en: 'Training of staff', fr: 'Former un agent' } },
] as const;

const shortest = 5;
const longest = 300;

/** The motive as given: a code of the list, or words. Throws where there is none. */
export function requireMotive(given: string | undefined): string {
  const motive = (given ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (motives.some(({ code }) => code === motive)) return motive;
  if (motive.length >= shortest && motive.length <= longest) return motive;
  const message =
    motive === '' ? 'is required to look at pictures' : `has ${shortest} to ${longest} characters`;
  const fix = `choose one (${motives.map(({ code }) => code).join(', ')}) or say in a few words why you look`;
  throw new VigieError('unmotivated', `motive: ${message}`, {
    fix,
    faults: [{ field: 'motive', message, fix }],
  });
}
