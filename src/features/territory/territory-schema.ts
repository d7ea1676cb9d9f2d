import { type Static, Type } from 'typebox';
import { Id, Name } from '#foundation/wire-schema.ts';

/** The tenant that everything stored belongs to. */
export const Territory = Type.Object({
  id: Id,
  name: Name,
  /** IANA name */
  timeZone: Type.String(),
  /** country, or country and region, whose public holidays hold: `FR`, `FR-57`; null for none */
  holidays: Type.Union([Type.String(), Type.Null()]),
  mapStyleUrl: Type.Union([Type.String(), Type.Null()]),
});
export type Territory = Static<typeof Territory>;

export const TerritoryPatch = Type.Partial(Type.Omit(Territory, ['id']), { additionalProperties: false });
export type TerritoryPatch = Static<typeof TerritoryPatch>;
