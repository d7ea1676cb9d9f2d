import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import { numberOf, type Text } from '#analytics/rules/rule.ts';

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
  { zones, lines, period }: SentenceParts,
  language: 'en' | 'fr',
): string {
  const definition = findRuleDefinition(kind);
  if (definition === undefined) return kind;
  const zone = zones.find(({ id }) => id === numberOf(parameters, 'zoneId'));
  const line = lines.find(({ id }) => id === numberOf(parameters, 'lineId'));
  const { direction } = parameters;
  const sentence = definition.sentence(parameters, {
    language,
    where: zone?.name ?? line?.name ?? '?',
    direction: direction === 'forward' || direction === 'backward' ? line?.[direction] : undefined,
  });
  if (period === undefined) return sentence;
  return language === 'fr'
    ? `${sentence}, pendant « ${period.name} »`
    : `${sentence}, during “${period.name}”`;
}
