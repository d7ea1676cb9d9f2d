import type { Page, PageRequest } from '#foundation/page.ts';
import type { Period, PeriodInput, Rule, RuleInput, RuleKind } from './rule-schema.ts';

/** When rules are active. */
export interface PeriodService {
  list(request: PageRequest): Promise<Page<Period>>;
  find(id: number): Promise<Period>;
  insert(input: PeriodInput): Promise<Period>;
  /** A key given as `null` is removed from the period. */
  update(
    id: number,
    patch: { readonly [Key in keyof PeriodInput]?: PeriodInput[Key] | null },
  ): Promise<Period>;
  /** Throws `conflict` while a rule uses it. */
  remove(id: number): Promise<void>;
}

/** What, where, when, who is told. */
export interface RuleService {
  readonly periods: PeriodService;
  kinds(): RuleKind[];
  list(request: PageRequest & { readonly camera?: number | undefined }): Promise<Page<Rule>>;
  find(id: number): Promise<Rule>;
  /** Throws `forbidden`, with the reason, for a rule that raises alerts where the legal gate allows none. */
  insert(input: RuleInput): Promise<Rule>;
  update(id: number, patch: Partial<RuleInput>): Promise<Rule>;
  remove(id: number): Promise<void>;
}
