import type { Direction } from '#analytics/zones/counting-line.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';

/** The languages of every text a person reads. */
export interface Text {
  readonly en: string;
  readonly fr: string;
}

/** One thing a rule asks: checked on import, drawn as a field in the form. */
export interface RuleParameter {
  /** as written in the file and the API; `zone` and `line` are stored as `zoneId` and `lineId` */
  readonly name: string;
  readonly type: 'zone' | 'line' | 'classes' | 'direction' | 'number' | 'seconds';
  readonly title: Text;
  readonly required: boolean;
  readonly default?: number | string | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values of a rule's parameters, defaults filled in; zones and lines by id. */
export type RuleValues = Readonly<Record<string, unknown>>;

/** What a rule sees in one picture. The same key sighted again is the same fact going on. */
export interface Sighting {
  readonly key: string;
  readonly class: string | null;
  readonly confidence: number | null;
  readonly zoneId?: number;
  readonly lineId?: number;
  readonly direction?: Direction;
  readonly track?: SceneTrack;
  readonly value?: number;
}

/** One rule at work on one camera. */
export interface RuleEvaluator {
  update(scene: Scene): readonly Sighting[];
  /** The picture jumped: objects have new numbers. */
  reset(): void;
}

/** Names a sentence needs: those of the zone or line, and class names in the reader's language. */
export interface SentenceWords {
  readonly language: 'en' | 'fr';
  /** name of the zone or line of the rule */
  readonly where: string;
  /** name of the chosen direction, or undefined for both */
  readonly direction: string | undefined;
}

/** A kind of rule, whole: what it asks, how it reads, how it decides. */
export interface RuleDefinition {
  readonly kind: string;
  readonly title: Text;
  readonly help: Text;
  readonly parameters: readonly RuleParameter[];
  sentence(values: RuleValues, words: SentenceWords): string;
  create(values: RuleValues): RuleEvaluator;
}

/** The name under which a parameter is stored and planned. */
export function storedName(parameter: RuleParameter): string {
  return parameter.type === 'zone' || parameter.type === 'line' ? `${parameter.name}Id` : parameter.name;
}

/** A number among the values. */
export function numberOf(values: RuleValues, name: string): number {
  const value = values[name];
  return typeof value === 'number' ? value : Number.NaN;
}

/** The classes among the values; an empty list stands for every class. */
export function classesOf(values: RuleValues): readonly string[] {
  const value = values['classes'];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Whether the class is wanted. */
export function isWanted(classes: readonly string[], name: string): boolean {
  return classes.length === 0 || classes.includes(name);
}
