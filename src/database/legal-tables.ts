import type { GeneratedAlways } from 'kysely';
import type { Json, Moment } from './columns.ts';

export interface PurposeTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  name: string;
  code: string;
  ground: string;
  regime: 'rgpd' | 'titre-iii';
  retention_days: number;
  recipients: Json<string[]>;
  description: string;
  valid_from: Moment;
  valid_until: Moment | null;
}

export interface CameraPurposeTable {
  camera_id: number;
  purpose_id: number;
}

/** Somebody who signed a special text. */
export interface BasisSignature {
  readonly personId: string;
  readonly name: string;
  readonly quality: string;
  readonly signedAt: string;
}

export interface LegalBasisTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  kind: string;
  reference: string;
  perimeter: string;
  documents: Json<string[]>;
  events: Json<string[]>;
  detectors: Json<string[]>;
  camera_ids: Json<number[]>;
  valid_from: Moment;
  valid_until: Moment;
  signatures: Json<BasisSignature[]>;
  stopped: Json<string[]>;
}

export interface AuthorisationTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  number: string;
  camera_ids: Json<number[]>;
  retention_days: number;
  valid_from: Moment;
  valid_until: Moment;
}

export interface LegalDecisionTable {
  id: GeneratedAlways<number>;
  territory_id: number;
  camera_id: number;
  kind: 'live-counters' | 'setup-session';
  motive: string;
  valid_from: Moment;
  valid_until: Moment;
  decided_by: string;
}

export interface RulePackUsedTable {
  territory_id: number;
  country: string;
  year: number;
  number: number;
  name: string;
  digest: string;
  used_at: Moment;
}

export interface ClockWatchTable {
  territory_id: number;
  latest: Moment;
  doubted_at: Moment | null;
}

/** Tables of what the law asks, by name. */
export interface LegalTables {
  purpose: PurposeTable;
  camera_purpose: CameraPurposeTable;
  legal_basis: LegalBasisTable;
  authorisation: AuthorisationTable;
  legal_decision: LegalDecisionTable;
  rule_pack_used: RulePackUsedTable;
  clock_watch: ClockWatchTable;
}
