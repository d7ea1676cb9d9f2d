import { invalid, VigieError } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { AuthorisationRecord } from './legal-records.ts';
import type { Authorisation, AuthorisationInput } from './legal-schema.ts';
import type { LegalParts } from './ports.ts';
import { periodOf } from './record-faults.ts';

/** Authorisations of the prefect: number, dates, retention they grant, cameras they name. */
export interface AuthorisationService {
  list(): Promise<Authorisation[]>;
  insert(input: AuthorisationInput): Promise<Authorisation>;
  update(id: number, patch: Partial<AuthorisationInput>): Promise<Authorisation>;
  remove(id: number): Promise<void>;
}

/** Makes the use cases of authorisations. */
export function createAuthorisationService(parts: LegalParts): AuthorisationService {
  const { unitOfWork, reader, facts, register, pack, audit, announce } = parts;
  const find = async (tx: Tx, id: number): Promise<AuthorisationRecord> => {
    const authorisation = (await facts.authorisations(tx)).find((one) => one.id === id);
    if (authorisation === undefined) throw new VigieError('not-found', `There is no authorisation ${id}`);
    return authorisation;
  };
  const written = async (tx: Tx, id: number, verb: string): Promise<Authorisation> => {
    const authorisation = await find(tx, id);
    const { number, cameraIds, retentionDays } = authorisation;
    const rowHash = await facts.hash(tx, 'authorisation', id);
    await audit(tx, {
      action: `authorisation.${verb}`,
      subject: { kind: 'authorisation', id, name: number },
      details: { cameraIds, retentionDays, rowHash },
    });
    await announce(tx, null);
    return shown(authorisation);
  };
  function checked(input: AuthorisationInput): Omit<AuthorisationRecord, 'id'> {
    const { number, cameraIds, retentionDays } = input;
    const { fromMs, untilMs, faults } = periodOf(input, { fromMs: 0, untilMs: null });
    if (faults.length > 0) throw invalid('until: does not lie after from', faults);
    if (retentionDays > pack.retention.mostDays)
      throw invalid(`retentionDays: is more than ${pack.retention.mostDays}`);
    return { number, cameraIds, retentionDays, fromMs, untilMs: untilMs ?? fromMs };
  }
  return {
    list: async () => (await facts.authorisations(reader)).map(shown),
    insert: (input) =>
      unitOfWork(async (tx) =>
        written(tx, await register.authorisations.insert(tx, checked(input)), 'create'),
      ),
    update: (id, patch) =>
      unitOfWork(async (tx) => {
        const { id: _, ...before } = shown(await find(tx, id));
        await register.authorisations.update(tx, id, checked({ ...before, ...patch }));
        return written(tx, id, 'update');
      }),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const { number } = await find(tx, id);
        await register.authorisations.remove(tx, id);
        await audit(tx, {
          action: 'authorisation.delete',
          subject: { kind: 'authorisation', id, name: number },
        });
        await announce(tx, null);
      }),
  };
}

function shown({
  id,
  number,
  cameraIds,
  retentionDays,
  fromMs,
  untilMs,
}: AuthorisationRecord): Authorisation {
  return {
    id,
    number,
    cameraIds: [...cameraIds],
    retentionDays,
    from: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
  };
}
