import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import type { CameraInput } from '#features/cameras/camera-schema.ts';
import type { CameraWriter } from '#features/cameras/camera-service.ts';
import type { CameraStore } from '#features/cameras/camera-store.ts';
import { addressFault } from '#features/cameras/source-url.ts';
import type { SeriesService } from '#features/observations/series-service.ts';
import type { HolidayCalendar } from '#features/territory/ports.ts';
import type { TerritoryWriter } from '#features/territory/territory-service.ts';
import type { TerritoryStore } from '#features/territory/territory-store.ts';
import { checkParameters } from '#features/zones/rule-parameters.ts';
import type { PeriodInput } from '#features/zones/rule-schema.ts';
import type { PeriodStore, RuleStore, RuleValues } from '#features/zones/rule-store.ts';
import {
  defaultCooldownSeconds,
  type FileCamera,
  type FileRule,
  type TerritoryFile,
} from '#features/zones/territory-file.ts';
import { parametersOf } from '#features/zones/territory-file-faults.ts';
import type { LineInput, ZoneInput } from '#features/zones/zone-schema.ts';
import type { ShapeStore, ZoneStore } from '#features/zones/zone-store.ts';
import type { Audit } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import { type Fault, invalid, VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';

import { changeOf, type ImportChange, type Note, plain } from './import-changes.ts';
import { type ImportLaw, importPurposes } from './import-law.ts';

/** What an import works with. */
export interface ImportParts {
  readonly unitOfWork: UnitOfWork;
  readonly stores: {
    readonly territory: TerritoryStore;
    readonly cameras: CameraStore;
    readonly zones: ZoneStore;
    readonly rules: RuleStore;
    readonly periods: PeriodStore;
  };
  readonly territory: TerritoryWriter;
  readonly cameras: CameraWriter;
  readonly series: Pick<SeriesService, 'syncCamera'>;
  readonly holidays: HolidayCalendar;
  readonly announce: (tx: Tx, cameraId: number | null) => Promise<void>;
  readonly audit: Audit;
  readonly law: ImportLaw;
}

/**
 * Brings a file in, all of it or nothing: things are found by their names, those the file does not name stay as they
 * are, and a second import of the same file changes nothing.
 */
export function importTerritory(file: TerritoryFile, parts: ImportParts): Promise<readonly ImportChange[]> {
  const faults = importFaults(file, parts.holidays);
  if (faults.length > 0) return Promise.reject(refusal(faults));
  return parts.unitOfWork(async (tx) => {
    const changes: ImportChange[] = [];
    const note: Note = (what, name, change) => {
      changes.push({ what, name, change });
    };
    await importHead(tx, file, parts, note);
    await importPeriods(tx, file, parts, note);
    const purposeIds = await importPurposes(tx, file, parts.law, note);
    for (const [index, camera] of file.cameras.entries())
      await importCamera(tx, { camera, index, purposeIds }, parts, note);
    if (changes.some(({ change }) => change !== 'unchanged')) await parts.announce(tx, null);
    const { id, name } = await parts.stores.territory.find(tx);
    const count = (wanted: ImportChange['change']): number =>
      changes.filter(({ change }) => change === wanted).length;
    await parts.audit(tx, {
      action: 'territory.import',
      subject: { kind: 'territory', id, name },
      details: { added: count('added'), changed: count('changed'), unchanged: count('unchanged') },
    });
    return changes;
  });
}

/** What a file must have to be stored, beyond what the analysis of one video asks. */
function importFaults(file: TerritoryFile, holidays: HolidayCalendar): Fault[] {
  const code = file.territory?.holidays;
  const unknownHolidays =
    typeof code === 'string' && !holidays.isKnown(code)
      ? [
          {
            field: 'territory.holidays',
            message: `no public holidays are known for "${code}"`,
            fix: 'write a country such as FR, or a country and region such as FR-57',
          },
        ]
      : [];
  return [
    ...unknownHolidays,
    ...file.cameras.flatMap((camera, index) => inCamera(camera, `cameras[${index}]`)),
  ];
}

function inCamera(camera: FileCamera, field: string): Fault[] {
  const faults: Fault[] = [];
  if (camera.name === undefined)
    faults.push({ field: `${field}.name`, message: 'is required', fix: 'give the camera a name' });
  if (camera.source === undefined)
    faults.push({
      field: `${field}.source`,
      message: 'is required',
      fix: 'say where the pictures come from: source: { url: … }',
    });
  else {
    const fault = addressFault(`${field}.source.url`, camera.source.url);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

function refusal(faults: readonly Fault[]): VigieError {
  const lines = faults.map(
    ({ field, message, fix }) => `  ${field}: ${message}${fix === undefined ? '' : ` (${fix})`}`,
  );
  return invalid(`The file cannot be imported; nothing was changed:\n${lines.join('\n')}`, faults);
}

async function importHead(
  tx: Tx,
  file: TerritoryFile,
  { stores, territory }: ImportParts,
  note: Note,
): Promise<void> {
  if (file.territory === undefined) return;
  const before = await stores.territory.find(tx);
  const change = changeOf(before, { ...before, ...file.territory });
  if (change === 'changed') await territory.updateIn(tx, file.territory);
  note('territory', file.territory.name ?? before.name, change);
}

async function importPeriods(
  tx: Tx,
  file: TerritoryFile,
  { stores, audit }: ImportParts,
  note: Note,
): Promise<void> {
  const known = await stores.periods.listAll(tx);
  for (const period of file.periods ?? []) {
    const input = plain(period) as PeriodInput;
    const before = known.find(({ name }) => name === period.name);
    const change = changeOf(before, before && { ...input, id: before.id, version: before.version });
    if (before === undefined)
      await record(tx, audit, 'period', undefined, await stores.periods.insert(tx, input));
    else if (change === 'changed')
      await record(tx, audit, 'period', before, await stores.periods.update(tx, before.id, input));
    note('period', period.name, change);
  }
}

interface WrittenCamera {
  readonly camera: FileCamera;
  readonly index: number;
  readonly purposeIds: ReadonlyMap<string, number>;
}

async function importCamera(
  tx: Tx,
  { camera, index, purposeIds }: WrittenCamera,
  parts: ImportParts,
  note: Note,
): Promise<void> {
  const { stores } = parts;
  const { masks = [], zones = [], lines = [], rules = [], trackExport: _, purposes, ...rest } = camera;
  const ids = purposes.flatMap((name) => purposeIds.get(name) ?? []);
  const input = { ...(plain(rest) as CameraInput), purposeIds: ids };
  const before = await stores.cameras.findByName(tx, input.name);
  let cameraId = before?.id;
  if (before !== undefined && before.place !== input.place)
    parts.law.refusePlace(`cameras[${index}].place`, before.name);
  const was = before && { ...before, purposeIds: await parts.law.purposeIdsOf(tx, before.id) };
  const change = changeOf(was, was && { ...was, ...input });
  if (before === undefined) cameraId = (await parts.cameras.insertIn(tx, withoutStart(input))).id;
  else if (change === 'changed') await parts.cameras.updateIn(tx, before.id, withoutStart(input));
  if (cameraId === undefined) throw new VigieError('not-found', `There is no camera "${input.name}"`);
  note('camera', input.name, change);
  const told: Told = { note, audit: parts.audit };
  await importShapes(tx, cameraId, masks.map(plain) as ZoneInput[], stores.zones.masks, 'mask', told);
  await importShapes(tx, cameraId, zones.map(plain) as ZoneInput[], stores.zones.zones, 'zone', told);
  await importShapes(tx, cameraId, lines.map(plain) as LineInput[], stores.zones.lines, 'line', told);
  await parts.series.syncCamera(tx, cameraId);
  const hasGround = (input.ground === undefined ? before?.ground : input.ground) != null;
  for (const rule of rules) await importRule(tx, { id: cameraId, hasGround }, rule, parts, note);
  await parts.law.refuseUnlawful(tx, cameraId, camera, `cameras[${index}]`);
}

/** A mask that comes later in the file counts too: whether the camera may start is asked at its end. */
function withoutStart({ enabled, ...input }: CameraInput): CameraInput {
  return enabled === false ? { ...input, enabled } : input;
}

async function importShapes<
  Input extends { readonly name: string },
  Shape extends Input & { readonly id: number; readonly cameraId: number },
>(
  tx: Tx,
  cameraId: number,
  inputs: readonly Input[],
  store: ShapeStore<Input, Shape>,
  what: 'mask' | 'zone' | 'line',
  { note, audit }: Told,
): Promise<void> {
  const known = await store.listAll(tx, cameraId);
  for (const input of inputs) {
    const before = known.find(({ name }) => name === input.name);
    const change = changeOf(before, before && { ...before, ...input });
    if (before === undefined)
      await record(tx, audit, what, undefined, await store.insert(tx, cameraId, input));
    else if (change === 'changed') {
      await store.update(tx, before.id, input);
      await record(tx, audit, what, before, { ...before, ...input });
    }
    note(what, input.name, change);
  }
}

async function importRule(
  tx: Tx,
  { id: cameraId, hasGround }: { readonly id: number; readonly hasGround: boolean },
  rule: FileRule,
  { stores, audit }: ImportParts,
  note: Note,
): Promise<void> {
  const definition = findRuleDefinition(rule.kind);
  if (definition === undefined) throw new VigieError('invalid', `unknown kind of rule "${rule.kind}"`);
  const { values: parameters } = checkParameters(
    definition,
    parametersOf(rule),
    {
      zones: await stores.zones.zones.listAll(tx, cameraId),
      lines: await stores.zones.lines.listAll(tx, cameraId),
      knownClasses: [],
      hasGround,
      references: 'by-name',
    },
    '',
  );
  const period = (await stores.periods.listAll(tx)).find(({ name }) => name === rule.period);
  const before = (await stores.rules.listAll(tx, cameraId)).find(({ name }) => name === rule.name);
  const values: RuleValues = {
    name: rule.name,
    cameraId,
    kind: rule.kind,
    parameters,
    periodId: period?.id ?? null,
    severity: rule.severity ?? before?.severity ?? 'warning',
    cooldownSeconds: rule.cooldownSeconds ?? before?.cooldownSeconds ?? defaultCooldownSeconds,
    minimumConfidence: rule.minimumConfidence ?? before?.minimumConfidence ?? null,
    enabled: rule.enabled ?? before?.enabled ?? true,
  };
  const change = changeOf(before, before && { ...values, id: before.id, version: before.version });
  if (before === undefined) await record(tx, audit, 'rule', undefined, await stores.rules.insert(tx, values));
  else if (change === 'changed')
    await record(tx, audit, 'rule', before, await stores.rules.update(tx, before.id, values));
  note('rule', rule.name, change);
}

/** Where an import tells what it did: to who imports, and to the log. */
interface Told {
  readonly note: Note;
  readonly audit: Audit;
}

async function record<Row extends { readonly id: number; readonly name: string; readonly cameraId?: number }>(
  tx: Tx,
  audit: Audit,
  kind: Exclude<ImportChange['what'], 'territory' | 'camera'>,
  before: Row | undefined,
  { id, name, cameraId, ...after }: Row,
): Promise<void> {
  const { cameraId: _, ...was } = before ?? {};
  await audit(tx, {
    action: `${kind}.${before === undefined ? 'create' : 'update'}`,
    subject: { kind, id, name },
    ...(cameraId === undefined ? {} : { cameraId }),
    details: { changes: changedFields(before && was, { ...after, name }) },
  });
}
