import type { Generated, GeneratedAlways } from 'kysely';
import type { Json, Moment } from './columns.ts';

interface CameraRecordingTable {
  camera_id: number;
  territory_id: number;
  seconds_before: number;
  seconds_after: number;
  kept_days: number;
}

export interface RecordingTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  camera_id: number;
  camera_name: string;
  alert_id: number;
  rule_name: string;
  file: string;
  wrapped_key: string | null;
  recorded_from: Date;
  recorded_to: Date;
  pictures: number;
  bytes: number;
  sha256: string;
  made_at: Date;
  expires_at: Date;
  state: Generated<'kept' | 'destroying' | 'destroyed'>;
  destroyed_at: Date | null;
  destruction_id: number | null;
}

export interface RecordingHoldTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  requisition: string;
  authority: string;
  camera_ids: Json<number[]>;
  span_from: Moment;
  span_to: Moment;
  opened_at: Date;
  opened_by: string;
  ended_at: Date | null;
  ended_by: string | null;
  end_motive: string | null;
}

export interface RecordingDestructionTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  made_at: Date;
  recordings: number;
  span_from: Date;
  span_to: Date;
  content: string;
  signature: string;
}

export interface ExtractionTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  recording_ids: Json<number[]>;
  requisition: string;
  requester: string;
  authority: string;
  state: Generated<'proposed' | 'approved' | 'refused'>;
  proposed_at: Date;
  proposed_by: string;
  proposed_name: string;
  decided_at: Date | null;
  decided_by: string | null;
  decided_name: string | null;
}

export interface RecordingTransmissionTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  extraction_id: number;
  made_at: Date;
  made_by: string;
  requisition: string;
  requester: string;
  recordings: number;
  pictures: number;
  bytes: number;
  sha256: string;
}

interface RecordingWatchTable {
  territory_id: number;
  last_run_at: Date;
  waiting_since: Date | null;
  waiting_for: 'doubt' | 'leap' | null;
}

/** Pictures kept around alerts, and their registers. */
export interface RecordingTables {
  camera_recording: CameraRecordingTable;
  recording: RecordingTable;
  recording_hold: RecordingHoldTable;
  recording_destruction: RecordingDestructionTable;
  extraction: ExtractionTable;
  recording_transmission: RecordingTransmissionTable;
  recording_watch: RecordingWatchTable;
}
