/** What a trial process is told. */
export interface TrialRequest {
  readonly model: string;
  readonly width: number;
  readonly height: number;
  readonly provider: string;
}

/** What it answers, once. */
export type TrialAnswer = { readonly milliseconds: number } | { readonly fault: string };
