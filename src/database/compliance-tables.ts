import type { Generated, GeneratedAlways } from 'kysely';
import type { Json, Moment } from './columns.ts';

interface ControllerTable {
  territory_id: number;
  definition: Json<object>;
  changed_at: Generated<Date>;
}

interface DpiaVersionTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  facts: Json<object>;
  opinions: Json<object>;
  made_at: Date;
  made_by: string;
  signed_at: Date | null;
  signed_by: string | null;
}

export interface SubjectRequestTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  kind: 'access' | 'erasure' | 'objection' | 'restriction' | 'destruction-check';
  person: string | null;
  contact: string | null;
  words: string;
  camera_ids: Json<number[]>;
  span_from: Moment | null;
  span_to: Moment | null;
  received_at: Moment;
  due_at: Date;
  extended_for: string | null;
  state: Generated<'open' | 'answered' | 'refused'>;
  answer: string | null;
  closed_at: Date | null;
}

export interface BreachTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  title: string;
  words: string;
  actor_id: string | null;
  camera_ids: Json<number[]>;
  span_from: Moment;
  span_to: Moment;
  known_at: Moment;
  due_at: Date;
  notified_at: Moment | null;
  persons_told_at: Moment | null;
  closed_at: Moment | null;
  measures: Generated<string>;
}

/** What the data protection officer's pages keep. */
export interface ComplianceTables {
  controller: ControllerTable;
  dpia_version: DpiaVersionTable;
  subject_request: SubjectRequestTable;
  breach: BreachTable;
}
