import type { Audit } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Place, PlaceInput } from './people-schema.ts';
import type { PlaceKind, PlaceStore } from './place-store.ts';

/** Communes and groups of cameras: rights and habilitations are bound to them. */
export interface PlaceService {
  list(kind: PlaceKind): Promise<Place[]>;
  insert(kind: PlaceKind, input: PlaceInput): Promise<Place>;
  update(kind: PlaceKind, id: number, input: PlaceInput): Promise<Place>;
  remove(kind: PlaceKind, id: number): Promise<void>;
}

/** Makes the service of communes and groups. */
export function createPlaceService({
  unitOfWork,
  reader,
  store,
  audit,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: PlaceStore;
  readonly audit: Audit;
}): PlaceService {
  async function find(tx: Tx, kind: PlaceKind, id: number): Promise<Place> {
    const place = (await store.list(tx, kind)).find((one) => one.id === id);
    if (place === undefined) throw new VigieError('not-found', `There is no ${kind} ${id}`);
    return place;
  }
  const record = (tx: Tx, action: string, { id, name }: Place, details: object): Promise<void> => {
    const [kind = ''] = action.split('.');
    return audit(tx, { action, subject: { kind, id, name }, details: { ...details } });
  };
  return {
    list: (kind) => store.list(reader, kind),
    insert: (kind, input) =>
      unitOfWork(async (tx) => {
        const place = await find(tx, kind, await store.insert(tx, kind, input));
        await record(tx, `${kind}.create`, place, { changes: changedFields(undefined, place) });
        return place;
      }),
    update: (kind, id, input) =>
      unitOfWork(async (tx) => {
        const before = await find(tx, kind, id);
        await store.update(tx, kind, id, input);
        const place = await find(tx, kind, id);
        await record(tx, `${kind}.update`, place, { changes: changedFields(before, place) });
        return place;
      }),
    remove: (kind, id) =>
      unitOfWork(async (tx) => {
        const place = await find(tx, kind, id);
        await store.remove(tx, kind, id);
        await record(tx, `${kind}.delete`, place, {});
      }),
  };
}
