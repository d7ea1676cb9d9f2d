import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import { numberOf, type Text } from '#analytics/rules/rule.ts';
import { referencesOf } from './rule-fault.ts';

/** The names a rule's sentence may need. */
export interface SentenceParts {
  readonly zones: readonly { readonly id: number; readonly name: string }[];
  readonly lines: readonly {
    readonly id: number;
    readonly name: string;
    readonly forward: string;
    readonly backward: string;
  }[];
  readonly period?: { readonly name: string } | undefined;
  /** name of the camera, the place of rules that name no zone or line */
  readonly camera: string;
}

/** The rule read as a sentence, in each language. */
export function sentencesOf(
  rule: { readonly kind: string; readonly parameters: Readonly<Record<string, unknown>> },
  parts: SentenceParts,
): Text {
  return { en: sentenceOf(rule, parts, 'en'), fr: sentenceOf(rule, parts, 'fr') };
}

function sentenceOf(
  { kind, parameters }: { readonly kind: string; readonly parameters: Readonly<Record<string, unknown>> },
  parts: SentenceParts,
  language: 'en' | 'fr',
): string {
  const definition = findRuleDefinition(kind);
  if (definition === undefined) return kind;
  const line = parts.lines.find(({ id }) => id === numberOf(parameters, 'lineId'));
  const { direction } = parameters;
  const sentence = definition.sentence(parameters, {
    language,
    where: placeOf({ kind, parameters }, parts, language),
    direction: direction === 'forward' || direction === 'backward' ? line?.[direction] : undefined,
  });
  const { period } = parts;
  if (period === undefined) return sentence;
  return language === 'fr'
    ? `${sentence}, pendant « ${period.name} »`
    : `${sentence}, during “${period.name}”`;
}

const gone = {
  zone: { en: 'a removed zone', fr: 'une zone supprimée' },
  line: { en: 'a removed line', fr: 'une ligne supprimée' },
} as const;

/** Names of the zones, else of the lines, of a rule; of its camera when it names none. */
function placeOf(
  rule: { readonly kind: string; readonly parameters: Readonly<Record<string, unknown>> },
  { zones, lines, camera }: SentenceParts,
  language: 'en' | 'fr',
): string {
  const references = referencesOf(rule);
  const zoneNames = references.zones.map(
    (id) => zones.find((zone) => zone.id === id)?.name ?? gone.zone[language],
  );
  const lineNames = references.lines.map(
    (id) => lines.find((line) => line.id === id)?.name ?? gone.line[language],
  );
  const names = zoneNames.length > 0 ? zoneNames : lineNames;
  return names.length === 0 ? camera : names.join(language === 'fr' ? ' », « ' : '”, “');
}
