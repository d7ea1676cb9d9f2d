import type { Page, PageRequest } from '#foundation/page.ts';
import type { Alert, AlertState, AlertTransition } from './alert-schema.ts';

/** What a list of alerts is narrowed to; `from` and `to` are RFC 3339, `to` not included. */
export interface AlertFilter {
  readonly state?: AlertState | undefined;
  readonly camera?: number | undefined;
  readonly rule?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** One change of one alert, numbered in the order in which changes were stored. */
export interface AlertChange {
  readonly sequence: number;
  readonly alert: Alert;
}

/** Proposals that people decide on. */
export interface AlertService {
  /** The newest first. */
  list(request: PageRequest & AlertFilter): Promise<Page<Alert>>;
  find(id: number): Promise<Alert>;
  /** `by` is the name of the person. Throws `conflict` for a step the alert cannot take, `invalid` without a reason. */
  transition(id: number, transition: AlertTransition, by: string): Promise<Alert>;
  /** The alerts whose last change is later than `sequence`, oldest change first: what `Last-Event-ID` resumes. */
  changesAfter(sequence: number, limit: number): Promise<AlertChange[]>;
  /** Number of the last change stored; 0 when there is none. */
  lastSequence(): Promise<number>;
}
