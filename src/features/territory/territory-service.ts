import type { Territory, TerritoryPatch } from './territory-schema.ts';

/** The territory this instance serves. */
export interface TerritoryService {
  find(): Promise<Territory>;
  /** Throws `invalid` for an unknown time zone or an unknown country of holidays. */
  update(patch: TerritoryPatch): Promise<Territory>;
}
