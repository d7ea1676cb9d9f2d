import { isTimeZone } from '#analytics/rules/local-time.ts';
import type { Audit } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import { type Fault, invalid } from '#foundation/errors.ts';
import { nearest } from '#foundation/nearest.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { HolidayCalendar } from './ports.ts';
import type { Territory, TerritoryPatch } from './territory-schema.ts';
import type { TerritoryStore } from './territory-store.ts';

/** The territory this instance serves. */
export interface TerritoryService {
  find(): Promise<Territory>;
  /** Throws `invalid` for an unknown time zone or an unknown country of holidays. */
  update(patch: TerritoryPatch): Promise<Territory>;
}

/** The same inside a transaction, for imports. */
export interface TerritoryWriter {
  updateIn(tx: Tx, patch: TerritoryPatch): Promise<Territory>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: TerritoryStore;
  readonly holidays: HolidayCalendar;
  readonly announce: (tx: Tx, cameraId: number | null) => Promise<void>;
  readonly audit: Audit;
}

/** Makes the use cases of the territory. */
export function createTerritoryService({
  unitOfWork,
  reader,
  store,
  holidays,
  announce,
  audit,
}: Parts): TerritoryService & TerritoryWriter {
  async function updateIn(tx: Tx, patch: TerritoryPatch): Promise<Territory> {
    const faults = [
      ...timeZoneFaults(patch.timeZone),
      ...holidayFaults(patch.holidays, holidays),
      ...styleFaults(patch.mapStyleUrl),
    ];
    if (faults.length > 0)
      throw invalid(faults.map(({ field, message }) => `${field}: ${message}`).join('; '), faults);
    const before = await store.find(tx);
    await store.update(tx, patch);
    await announce(tx, null);
    const after = await store.find(tx);
    await audit(tx, {
      action: 'territory.update',
      subject: { kind: 'territory', id: after.id, name: after.name },
      details: { changes: changedFields(before, after) },
    });
    return after;
  }
  return {
    find: () => store.find(reader),
    update: (patch) => unitOfWork((tx) => updateIn(tx, patch)),
    updateIn,
  };
}

function timeZoneFaults(timeZone: string | undefined): Fault[] {
  if (timeZone === undefined || isTimeZone(timeZone)) return [];
  const meant = nearest(timeZone, Intl.supportedValuesOf('timeZone'));
  const fix = meant === undefined ? 'use an IANA name such as Europe/Paris' : `did you mean "${meant}"?`;
  return [{ field: 'timeZone', message: `unknown time zone "${timeZone}"`, fix }];
}

/** A map is loaded from a web server, this one or another: no script and no data stands in its address. */
function styleFaults(url: string | null | undefined): Fault[] {
  if (url === undefined || url === null || /^(?:https?:\/\/[^\s/\\]|\/(?![/\\]))\S*$/i.test(url)) return [];
  const fix = 'write https://tiles.example.org/style.json, or a path of this server';
  return [{ field: 'mapStyleUrl', message: 'is not the address of a style', fix }];
}

function holidayFaults(code: string | null | undefined, holidays: HolidayCalendar): Fault[] {
  if (code === undefined || code === null || holidays.isKnown(code)) return [];
  const meant = nearest(code, holidays.codes());
  const fix = 'write a country such as FR, or a country and region such as FR-57';
  return [
    {
      field: 'holidays',
      message: `no public holidays are known for "${code}"`,
      fix: meant === undefined ? fix : `did you mean "${meant}"? ${fix}`,
    },
  ];
}
