import type { Language } from './wording.ts';

/** How a person wants to be told. */
export interface OwnChoices {
  readonly language: Language;
  readonly byMail: boolean;
  readonly byPush: boolean;
  readonly follows: 'plans' | 'all' | 'chosen';
  readonly ruleIds: readonly number[];
  readonly quiet: { readonly from: string; readonly until: string } | null;
  readonly criticalAlways: boolean;
  readonly digestAt: string | null;
}

/** How a person is told who never said: by all ways, in French, whenever a plan names them. */
export const usualChoices: OwnChoices = {
  language: 'fr',
  byMail: true,
  byPush: true,
  follows: 'plans',
  ruleIds: [],
  quiet: null,
  criticalAlways: true,
  digestAt: null,
};
