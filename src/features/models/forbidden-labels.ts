import { VigieError } from '#foundation/errors.ts';

/** Words of classes that tell who somebody is, or what they are like: never detected here, by whatever network. */
const forbiddenWords: ReadonlySet<string> = new Set(
  [
    'face faces facial visage eye eyes iris fingerprint gait identity identité reid embedding biometric',
    'plate plates numberplate licenceplate licenseplate plaque plaques immatriculation anpr lpr',
    'emotion emotions émotion happy sad angry fear disgust surprise mood humeur',
    'age âge infant child children kid kids enfant enfants adult adults adulte adultes elderly senior',
    'sex sexe gender genre man men woman women male female boy girl homme femme garçon fille',
    'race ethnicity ethnic skin religion disability handicap',
  ].flatMap((row) => row.split(' ')),
);

/** The names among these that no model may tell apart (AI Act art. 5; no face, plate, age, sex or emotion). */
export function forbiddenLabels(labels: readonly string[]): readonly string[] {
  return labels.filter((label) => {
    const words = label
      .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}]+/u);
    return words.some((word) => forbiddenWords.has(word)) || /\bre[-_ ]?id(?:entif|\b)/i.test(label);
  });
}

/** Refuses a model that tells such classes apart. */
export function refuseForbidden(field: string, labels: readonly string[]): void {
  const found = forbiddenLabels(labels);
  if (found.length === 0) return;
  const message = `the model tells ${found.slice(0, 5).join(', ')} apart: Vigie looks for no face, plate, age, sex or emotion`;
  throw new VigieError('forbidden', `${field}: ${message}`, {
    faults: [{ field, message, fix: 'take a model of things and traffic, such as one of COCO' }],
  });
}
