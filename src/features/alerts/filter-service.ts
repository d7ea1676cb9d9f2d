import type { Audit } from '#foundation/audit.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { SavedFilter, SavedFilterInput } from './desk-schema.ts';
import type { FilterStore } from './filter-store.ts';

/** The filters that each person keeps for themselves. */
export interface FilterService {
  list(personId: string): Promise<SavedFilter[]>;
  save(personId: string, input: SavedFilterInput): Promise<SavedFilter>;
  remove(personId: string, id: number): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: FilterStore;
  readonly audit: Audit;
}

const most = 30;

/** Makes the use cases of filters. */
export function createFilterService({ unitOfWork, reader, store, audit }: Parts): FilterService {
  return {
    list: (personId) => store.list(reader, personId),
    save: (personId, input) =>
      unitOfWork(async (tx) => {
        const kept = await store.list(tx, personId);
        const name = input.name.trim();
        if (kept.length >= most && !kept.some((filter) => filter.name === name))
          throw new VigieError('conflict', `${most} filters are kept at most`, { fix: 'remove one first' });
        const filter = await store.save(tx, personId, { ...input, name });
        await audit(tx, { action: 'filter.save', subject: { kind: 'filter', id: filter.id, name } });
        return filter;
      }),
    remove: (personId, id) =>
      unitOfWork(async (tx) => {
        const name = await store.remove(tx, personId, id);
        if (name === undefined) throw new VigieError('not-found', `There is no filter ${id}`);
        await audit(tx, { action: 'filter.delete', subject: { kind: 'filter', id, name } });
      }),
  };
}
