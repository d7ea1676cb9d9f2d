import type { Audit } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import { type Fault, invalid, VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import { refuseStale } from '#foundation/stale-version.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Announce, SyncSeries } from './ports.ts';
import { referencesOf } from './rule-fault.ts';
import { classFaults, groundFaults, lineFaults, polygonFaults } from './shape-faults.ts';
import type { DrawnShapes, Line, LineInput, Mask, MaskInput, Zone, ZoneInput } from './zone-schema.ts';
import type { ShapeStore, WatchingRule, ZoneStore } from './zone-store.ts';

/** The shapes of one sort drawn on cameras. */
export interface ShapeService<Input, Shape> {
  /** Throws `not-found` for an unknown camera. */
  list(cameraId: number, request: PageRequest): Promise<Page<Shape>>;
  find(id: number): Promise<Shape>;
  insert(cameraId: number, input: Input): Promise<Shape>;
  /** Throws `conflict`, with the present state, when `version` is given and is not the present one. */
  update(id: number, patch: Partial<Input> & { readonly version?: number | undefined }): Promise<Shape>;
  /**
   * Throws `conflict`, naming them, while rules use the shape; `force` removes it and leaves those rules broken.
   * Throws it too when `version` is given and is not the present one.
   */
  remove(id: number, options?: RemovalOptions): Promise<void>;
}

interface RemovalOptions {
  readonly force?: boolean | undefined;
  readonly version?: number | undefined;
}

/** Zones, counting lines and privacy masks as drawn and stored. */
export interface ZoneService {
  readonly zones: ShapeService<ZoneInput, Zone>;
  readonly lines: ShapeService<LineInput, Line>;
  readonly masks: ShapeService<MaskInput, Mask>;
  /** What makes shapes that are being drawn unusable, without storing any. */
  check(shapes: DrawnShapes): Fault[];
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: ZoneStore;
  /** classes the detectors know */
  readonly knownClasses: readonly string[];
  readonly syncSeries: SyncSeries;
  readonly announce: Announce;
  readonly audit: Audit;
}

/** Makes the use cases of zones, lines and masks. */
export function createZoneService(parts: Parts): ZoneService {
  const { store, knownClasses } = parts;
  const inPolygon = ({ polygon }: { readonly polygon: ZoneInput['polygon'] }) =>
    polygonFaults('polygon', polygon);
  return {
    zones: createShapeService(parts, {
      word: 'zone',
      shapes: store.zones,
      faultsOf: inPolygon,
      references: (rule) => referencesOf(rule).zones,
    }),
    lines: createShapeService(parts, {
      word: 'line',
      shapes: store.lines,
      faultsOf: (line) => [
        ...lineFaults('', line),
        ...classFaults('classes', line.classes ?? [], knownClasses),
      ],
      references: (rule) => referencesOf(rule).lines,
    }),
    masks: createShapeService(parts, {
      word: 'mask',
      shapes: store.masks,
      faultsOf: inPolygon,
      references: () => [],
    }),
    check: ({ polygons = [], lines = [], ground = [] }) => [
      ...polygons.flatMap((polygon, index) => polygonFaults(`polygons[${index}]`, polygon)),
      ...lines.flatMap((line, index) => lineFaults(`lines[${index}]`, line)),
      ...groundFaults('ground', ground),
    ],
  };
}

interface Sort<Input, Shape> {
  readonly word: string;
  readonly shapes: ShapeStore<Input, Shape>;
  readonly faultsOf: (shape: Input) => readonly Fault[];
  /** ids of the shapes of this sort that a rule names */
  readonly references: (rule: WatchingRule) => readonly number[];
}

interface Stored {
  readonly id: number;
  readonly name: string;
  readonly cameraId: number;
  readonly version: number;
}

function createShapeService<Input, Shape extends Input & Stored>(
  { unitOfWork, reader, store, syncSeries, announce, audit }: Parts,
  { word, shapes, faultsOf, references }: Sort<Input, Shape>,
): ShapeService<Input, Shape> {
  const there = (shape: Shape | undefined, id: number): Shape => {
    if (shape === undefined) throw new VigieError('not-found', `There is no ${word} ${id}`);
    return shape;
  };
  const findIn = async (tx: Tx, id: number): Promise<Shape> => there(await shapes.find(tx, id), id);
  async function findToChange(tx: Tx, id: number, readVersion: number | undefined): Promise<Shape> {
    const shape = there(await shapes.findToChange(tx, id), id);
    refuseStale(word, readVersion, shape);
    return shape;
  }
  async function requireCamera(tx: Tx, cameraId: number): Promise<void> {
    if (!(await store.hasCamera(tx, cameraId)))
      throw new VigieError('not-found', `There is no camera ${cameraId}`);
  }
  async function changed(tx: Tx, cameraId: number): Promise<void> {
    await syncSeries(tx, cameraId);
    await announce(tx, cameraId);
  }
  async function record(tx: Tx, verb: string, shape: Shape, before?: Shape): Promise<void> {
    const { id, name, cameraId } = shape;
    await audit(tx, {
      action: `${word}.${verb}`,
      subject: { kind: word, id, name },
      cameraId,
      details: verb === 'delete' ? {} : { changes: changedFields(before, shape) },
    });
  }
  return {
    async list(cameraId, request) {
      await requireCamera(reader, cameraId);
      return shapes.list(reader, cameraId, request);
    },
    find: (id) => findIn(reader, id),
    async insert(cameraId, input) {
      refuse(faultsOf(input));
      return await unitOfWork(async (tx) => {
        await requireCamera(tx, cameraId);
        const shape = await shapes.insert(tx, cameraId, input);
        await changed(tx, cameraId);
        await record(tx, 'create', shape);
        return shape;
      });
    },
    update: (id, { version, ...patch }) =>
      unitOfWork(async (tx) => {
        const before = await findToChange(tx, id, version);
        refuse(faultsOf({ ...before, ...patch }));
        await shapes.update(tx, id, patch as unknown as Partial<Input>);
        await changed(tx, before.cameraId);
        const after = await findIn(tx, id);
        await record(tx, 'update', after, before);
        return after;
      }),
    remove: (id, { force = false, version } = {}) =>
      unitOfWork(async (tx) => {
        const shape = await findToChange(tx, id, version);
        const { cameraId } = shape;
        const rules = (await store.rules(tx, cameraId)).filter((rule) => references(rule).includes(id));
        if (rules.length > 0 && !force)
          throw new VigieError(
            'conflict',
            `This ${word} is watched by rules: ${rules.map(({ name }) => name).join(', ')}`,
            {
              fix: 'give those rules another place first, or remove it with ?force=true: they then stand still, shown as broken',
            },
          );
        await shapes.remove(tx, id);
        await changed(tx, cameraId);
        await record(tx, 'delete', shape);
      }),
  };
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0)
    throw invalid(faults.map(({ field, message }) => `${field}: ${message}`).join('; '), faults);
}
