import type { Generated, GeneratedAlways } from 'kysely';
import type { Json, Moment } from './columns.ts';

export interface AlertTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  camera_id: number;
  rule_id: number | null;
  rule_name: string;
  kind: string;
  severity: 'information' | 'warning' | 'critical';
  class: string | null;
  location: string | null;
  direction: string | null;
  point: Json<[number, number] | null> | null;
  confidence: number | null;
  occurred_at: Moment;
  raised_at: Moment;
  state: Generated<'new' | 'acknowledged' | 'confirmed' | 'rejected' | 'closed'>;
  decided_at: Moment | null;
  decided_by: string | null;
  decided_by_id: string | null;
  reason: string | null;
  reason_code: string | null;
  verdict: 'confirmed' | 'rejected' | null;
  verdict_at: Moment | null;
  first_seen_at: Moment | null;
  assignee_id: string | null;
  merged_into: number | null;
  occurrences: Generated<number>;
  version: Generated<number>;
  summary: Json<{ en: string; fr: string } | null> | null;
  value: number | null;
  change_sequence: number;
}

export interface AlertHistoryTable {
  id: GeneratedAlways<number>;
  alert_id: number;
  at: Moment;
  kind: 'step' | 'undo' | 'comment' | 'assign' | 'link' | 'unlink' | 'merge' | 'separate';
  by_name: string;
  from_state: string | null;
  to_state: string | null;
  reason_code: string | null;
  words: string | null;
  other_id: number | null;
}

export interface AlertLinkTable {
  low_id: number;
  high_id: number;
}

export interface RuleSnoozeTable {
  id: GeneratedAlways<number>;
  rule_id: number;
  from_at: Moment;
  until_at: Moment;
  motive: string;
  by_name: string;
  ended_at: Moment | null;
  counted: Generated<number>;
  last_counted_at: Moment | null;
}

export interface AlertFilterTable {
  id: GeneratedAlways<number>;
  person_id: string;
  name: string;
  content: Json<object>;
  is_default: Generated<boolean>;
}

/** The tables of alerts and of what people do with them, by name. */
export interface AlertTables {
  alert: AlertTable;
  alert_history: AlertHistoryTable;
  alert_link: AlertLinkTable;
  rule_snooze: RuleSnoozeTable;
  alert_filter: AlertFilterTable;
}
