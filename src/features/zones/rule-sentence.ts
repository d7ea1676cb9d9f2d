import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import {
  numberOf,
  type RuleDefinition,
  type RuleParameter,
  storedName,
  type Text,
} from '#analytics/rules/rule.ts';
import { referencesOf } from './rule-fault.ts';
import { type SentencePart, sentenceParts } from './sentence-parts.ts';

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

/** What a rule says so far. */
interface TypedRule {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A letter of no script: what nobody has said yet, and what no name holds. */
const unsaid = '\u{e000}';
const otherName = '\u{e001}';
const unknownId = Number.MAX_SAFE_INTEGER;

/** The rule read as a sentence while it is typed, cut at the words that say its parameters; “…” for what is missing. */
export function readingOf(
  rule: TypedRule,
  parts: SentenceParts,
): { readonly en: SentencePart[]; readonly fr: SentencePart[] } {
  const definition = findRuleDefinition(rule.kind);
  const reading = (language: 'en' | 'fr'): SentencePart[] =>
    definition === undefined ? [{ text: rule.kind }] : partsIn(definition, rule, parts, language);
  return { en: reading('en'), fr: reading('fr') };
}

function partsIn(
  definition: RuleDefinition,
  rule: TypedRule,
  known: SentenceParts,
  language: 'en' | 'fr',
): SentencePart[] {
  const missing = definition.parameters.filter(
    (parameter) => parameter.required && isMissing(rule.parameters[storedName(parameter)]),
  );
  const usual = definition.parameters.map((parameter) => [storedName(parameter), parameter.default]);
  const parameters = { ...Object.fromEntries(usual), ...rule.parameters };
  for (const parameter of missing) parameters[storedName(parameter)] = standInOf(parameter);
  const parts = { ...known, zones: [...known.zones, noZone], lines: [...known.lines, noLine] };
  const read = (values: TypedRule['parameters'], names: SentenceParts = parts): string =>
    sentenceOf({ kind: rule.kind, parameters: values }, names, language);
  const others = new Map<string, string[]>();
  for (const parameter of definition.parameters) {
    const name = storedName(parameter);
    const tries = otherValues(parameter, parameters[name]);
    others.set(
      name,
      tries.map((value) => read({ ...parameters, [name]: value }, renamed(parts, value, parameters[name]))),
    );
  }
  if (parts.period !== undefined)
    others.set('period', [read(parameters, { ...parts, period: { name: otherName } })]);
  const missed = missing.map(storedName);
  return sentenceParts(read(parameters), others).map((part) => {
    const isMissed = part.parameter !== undefined && missed.includes(part.parameter);
    return { ...part, text: isMissed ? '…' : part.text.replaceAll(unsaid, '…') };
  });
}

const noZone = { id: unknownId, name: unsaid };
const noLine = { id: unknownId, name: unsaid, forward: unsaid, backward: unsaid };
const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A value with which a sentence can be made although nobody gave one. */
function standInOf({ type, minimum = 0, default: usual, options = [] }: RuleParameter): unknown {
  if (usual !== undefined) return usual;
  switch (type) {
    case 'number':
    case 'seconds':
      return minimum + 10;
    case 'zones':
    case 'lines':
      return [unknownId];
    case 'choice':
      return options[0]?.value;
    case 'choices':
      return options.slice(0, 1).map(({ value }) => value);
    case 'direction':
      return 'forward';
    default:
      return unknownId;
  }
}

/** Values that give another sentence. */
function otherValues({ type, options = [] }: RuleParameter, value: unknown): unknown[] {
  switch (type) {
    case 'number':
    case 'seconds':
      return typeof value === 'number' ? [value + 1, value * 2 + 3, value + 7201] : [];
    case 'zones':
    case 'lines':
      return [[-1]];
    case 'zone':
    case 'line':
      return [-1];
    case 'classes':
      return [['train'], ['person'], []];
    case 'direction':
      return ['forward', 'backward', 'both'];
    default:
      return options.map((option) => (type === 'choices' ? [option.value] : option.value));
  }
}

/** The same, with one more zone and line whose name no other has; its directions are those of the line it replaces. */
function renamed(parts: SentenceParts, value: unknown, replaced: unknown): SentenceParts {
  if (value !== -1 && !(Array.isArray(value) && value[0] === -1)) return parts;
  const line = parts.lines.find(({ id }) => id === replaced) ?? noLine;
  const other = { id: -1, name: otherName };
  return { ...parts, zones: [...parts.zones, other], lines: [...parts.lines, { ...line, ...other }] };
}
