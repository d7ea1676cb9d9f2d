import type { Generated, GeneratedAlways } from 'kysely';
import type { AlertTables } from './alert-tables.ts';
import type { Json, Moment } from './columns.ts';
import type { ComplianceTables } from './compliance-tables.ts';
import type { LegalTables } from './legal-tables.ts';
import type { RecordingTables } from './recording-tables.ts';

type Point = readonly [number, number];
type Colour = 'yellow' | 'orange' | 'red' | 'pink' | 'violet' | 'blue' | 'cyan' | 'green';

export interface TerritoryTable {
  id: GeneratedAlways<number>;
  name: string;
  time_zone: string;
  holidays: string | null;
  map_style_url: string | null;
  changed_at: Generated<Date>;
}

export interface CameraTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  name: string;
  source_url: string;
  source_loop: boolean | null;
  place: 'public-road' | 'open-to-public' | 'closed-site';
  former_purpose: string | null;
  mask_waiver: string | null;
  regime: 'rgpd' | 'titre-iii' | null;
  position: Json<{
    latitude: number;
    longitude: number;
    heading?: number;
    fieldOfView?: number;
    range?: number;
  } | null> | null;
  frames_per_second: Generated<number>;
  confidence: Generated<number>;
  enabled: Generated<boolean>;
  ground: Json<{ at: [number, number]; metres: [number, number] }[] | null> | null;
  motion_gate: Generated<'auto' | 'off'>;
  second_look: Generated<'auto' | 'on' | 'off'>;
  priority: Generated<'low' | 'normal' | 'high'>;
  version: Generated<number>;
  created_at: Generated<Date>;
  changed_at: Generated<Date>;
}

/** Zones and masks. */
export interface PolygonTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  camera_id: number;
  name: string;
  polygon: Json<[number, number][]>;
  colour: Colour | null;
  version: Generated<number>;
}

export interface LineTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  camera_id: number;
  name: string;
  from_point: Json<Point>;
  to_point: Json<Point>;
  forward: string;
  backward: string;
  classes: string[];
  colour: Colour | null;
  version: Generated<number>;
}

export interface PeriodTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  name: string;
  definition: Json<Record<string, unknown>>;
  version: Generated<number>;
}

export interface RuleTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  camera_id: number;
  name: string;
  kind: string;
  parameters: Json<Record<string, unknown>>;
  period_id: number | null;
  severity: 'information' | 'warning' | 'critical';
  cooldown_seconds: number;
  enabled: Generated<boolean>;
  minimum_confidence: number | null;
  version: Generated<number>;
}

export interface ThingTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  camera_id: number | null;
  name: string;
  description: Generated<string>;
  properties: Generated<Json<Record<string, unknown>>>;
}

export interface DatastreamTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  thing_id: number;
  name: string;
  description: Generated<string>;
  observed_property: string;
  unit: Json<{ name: string; symbol: string; definition: string }>;
  line_id: number | null;
  zone_id: number | null;
  class: string | null;
  direction: 'forward' | 'backward' | null;
  rule_id: number | null;
  measure: string | null;
  part: string | null;
  properties: Generated<Json<Record<string, unknown>>>;
}

export interface ObservationTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  datastream_id: number;
  phenomenon_start: Moment;
  phenomenon_end: Moment | null;
  result_time: Moment | null;
  result: number | null;
  result_json: Json<unknown> | null;
  parameters: Json<Record<string, unknown> | null> | null;
  is_bucket: Generated<boolean>;
}

export interface ObservationLastTable {
  datastream_id: number;
  territory_id: number;
  observation_id: number;
  phenomenon_start: Moment;
  phenomenon_end: Moment | null;
  result: number | null;
  result_json: Json<unknown> | null;
  parameters: Json<Record<string, unknown> | null> | null;
  observations: number;
}

export interface CoverageTable {
  territory_id: number;
  camera_id: number;
  bucket_start: Moment;
  analysed_ms: number;
  settled_ms: number | null;
  models: Generated<string[]>;
}

export interface AnalysisRunTable {
  territory_id: number;
  camera_id: number;
  run: string;
  last_sequence: number;
  changed_at: Generated<Date>;
}

/** A line of who did what; all but its text is made by the database. */
export interface AuditLineTable {
  territory_id: GeneratedAlways<number>;
  sequence: GeneratedAlways<number>;
  content: GeneratedAlways<string>;
  previous_hash: GeneratedAlways<string>;
  hash: GeneratedAlways<string>;
  at_ms: GeneratedAlways<number>;
  action: GeneratedAlways<string>;
  actor_kind: GeneratedAlways<string>;
  actor_id: GeneratedAlways<string>;
  subject_kind: GeneratedAlways<string>;
  subject_id: GeneratedAlways<string>;
  camera_id: GeneratedAlways<number | null>;
}

export interface AuditHeadTable {
  territory_id: GeneratedAlways<number>;
  sequence: GeneratedAlways<number>;
  hash: GeneratedAlways<string>;
}

export interface AuditCheckpointTable {
  territory_id: GeneratedAlways<number>;
  sequence: GeneratedAlways<number>;
  hash: GeneratedAlways<string>;
  content: GeneratedAlways<string>;
  signature: GeneratedAlways<string>;
  made_at: GeneratedAlways<Date>;
}

export interface AuditCheckTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  checked_at: Moment;
  lines: number;
  head: number;
  faults: Json<readonly { sequence: number; fault: string }[]>;
}

/** Every table that stores write, by name. */
export interface Tables extends AlertTables, LegalTables, ComplianceTables, RecordingTables {
  territory: TerritoryTable;
  camera: CameraTable;
  mask: PolygonTable;
  zone: PolygonTable;
  line: LineTable;
  period: PeriodTable;
  rule: RuleTable;
  thing: ThingTable;
  datastream: DatastreamTable;
  observation: ObservationTable;
  observation_last: ObservationLastTable;
  coverage: CoverageTable;
  analysis_run: AnalysisRunTable;
  audit_line: AuditLineTable;
  audit_head: AuditHeadTable;
  audit_checkpoint: AuditCheckpointTable;
  audit_check: AuditCheckTable;
}
