import type { GroundPlane } from '#analytics/geometry/ground-plane.ts';
import type { Point } from '#analytics/geometry/points.ts';
import type { Direction } from '#analytics/zones/counting-line.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';

/** The languages of every text a person reads. */
export interface Text {
  readonly en: string;
  readonly fr: string;
}

/** One thing a rule asks: checked on import, drawn as a field in the form. */
export interface RuleParameter {
  /** as written in the file and the API; `zone`, `zones`, `line`, `lines` are stored as `zoneId`, `baysIds`… */
  readonly name: string;
  readonly type:
    | 'zone'
    | 'zones'
    | 'line'
    | 'lines'
    | 'classes'
    | 'direction'
    | 'number'
    | 'seconds'
    | 'choice'
    | 'choices';
  readonly title: Text;
  readonly required: boolean;
  readonly default?: number | string | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** a number without decimals */
  readonly whole?: true;
  readonly unit?: string;
  /** words a `choice` takes, or several of which `choices` takes */
  readonly options?: readonly { readonly value: string; readonly title: Text }[];
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
  /** middle of what is meant where no track is, pixels of the source */
  readonly at?: Point;
  /** goes on though it cannot be seen now: keeps what was told from being told again, tells nothing itself */
  readonly hidden?: boolean;
}

/** Something a rule measures: each value falls into a quarter hour, with its spread. */
export interface MeasureDefinition {
  readonly name: string;
  readonly title: Text;
  /** UCUM code, for instance `s`, `km/h`, `1` */
  readonly unit: string;
  /** `each`: one value an object (a stay, a speed); `level`: a state that lasts (a queue), weighed by its time */
  readonly sort: 'each' | 'level';
  /** inner edges of the bins of its distribution, growing */
  readonly edges: readonly number[];
}

/** One value of a measure. */
export interface Measurement {
  readonly measure: string;
  readonly class: string | null;
  /** what of several the value is about, for instance `3>5`, a way from line 3 to line 5; else empty */
  readonly part: string;
  readonly value: number;
  /** 1 for `each`; milliseconds the value lasted for `level` */
  readonly weight: number;
}

/** The time an object that is no person spent in a zone. */
export interface Stay {
  readonly zoneId: number;
  readonly class: string;
  readonly enteredMs: number;
  readonly leftMs: number;
}

/** What a rule has to tell beside its sightings since it was last asked. */
export interface Yield {
  readonly measurements?: readonly Measurement[];
  readonly stays?: readonly Stay[];
}

/** What a camera lends its rules. */
export interface RuleSetting {
  /** from pixels of the source to metres on the ground; undefined without ground points */
  readonly ground: GroundPlane | undefined;
  /** lines and zones of the camera by id, pixels of the source */
  readonly zones: ReadonlyMap<number, readonly Point[]>;
  readonly lines: ReadonlyMap<number, { readonly from: Point; readonly to: Point }>;
  /** pictures a second that are analysed when nothing is overloaded */
  readonly framesPerSecond: number;
}

/** One rule at work on one camera. */
export interface RuleEvaluator {
  /** `isActive`: the rule is in its period; what is sighted outside it is not told. */
  update(scene: Scene, isActive: boolean): readonly Sighting[];
  /** What was measured since the last call; called after each update. */
  take?(): Yield;
  /** No picture comes: called about once a second with the time and the time of the last picture, if any. */
  silent?(nowMs: number, lastPictureMs: number | undefined): readonly Sighting[];
  /** What must outlive a restart of the analysis, as plain JSON; `restore` gets it back. */
  save?(): unknown;
  restore?(saved: unknown): void;
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
  readonly measures?: readonly MeasureDefinition[];
  /** true when its evaluator reads `Scene.pixels`: a camera without such a rule need not look at its pixels */
  readonly looksAtPixels?: boolean;
  /** What happened, in the words of one who tells it, for an alert. */
  summary(facts: SummaryFacts, language: 'en' | 'fr'): string;
  /** Contradictions between values that each are fine, by parameter name. */
  faults?(values: RuleValues, camera: { readonly hasGround: boolean }): readonly ValueFault[];
  create(values: RuleValues, setting: RuleSetting): RuleEvaluator;
}

/** A parameter that does not go with the others. */
export interface ValueFault {
  readonly parameter: string;
  readonly message: string;
  readonly fix: string;
}

/** What is known of a sighting when it is told. */
export interface SummaryFacts {
  readonly class: string | null;
  /** name of the zone or line, or of the camera where there is none */
  readonly where: string;
  readonly direction: string | undefined;
  readonly value: number | undefined;
  readonly values: RuleValues;
}

/** The name under which a parameter is stored and planned. */
export function storedName({ name, type }: RuleParameter): string {
  if (type === 'zone' || type === 'line') return `${name}Id`;
  return type === 'zones' || type === 'lines' ? `${name}Ids` : name;
}

/** A number among the values. */
export function numberOf(values: RuleValues, name: string): number {
  const value = values[name];
  return typeof value === 'number' ? value : Number.NaN;
}

/** A word among the values, or undefined. */
export function wordOf(values: RuleValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Ids of zones or lines among the values. */
export function idsOf(values: RuleValues, name: string): readonly number[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
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
