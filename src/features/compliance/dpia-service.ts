import type { Actor, Audit } from '#foundation/audit.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { type DpiaOpinions, dpiaChanges, dpiaFacts, dpiaState } from './dpia.ts';
import { dpiaDocument } from './dpia-document.ts';
import type { Dpia } from './dpia-schema.ts';
import type { DpiaStore, DpiaVersion } from './dpia-store.ts';
import type { PrintPdf, ReadInventory } from './ports.ts';

/** The impact assessment (GDPR art. 35), made from the configuration as it runs. */
export interface DpiaService {
  find(): Promise<Dpia>;
  /** Makes a new version of the configuration as it stands, with what people wrote. */
  write(opinions: DpiaOpinions): Promise<Dpia>;
  /** Signs the newest version; throws `conflict` when the configuration changed since, or it is signed. */
  sign(): Promise<Dpia>;
  pdf(language: 'fr' | 'en'): Promise<Uint8Array>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly actor: () => Actor;
  readonly clock: () => number;
  readonly store: DpiaStore;
  readonly inventory: ReadInventory;
  readonly printPdf: PrintPdf;
  /** tells, with the commit, that what cameras may give changed */
  readonly announce: (tx: Tx, cameraId: number | null) => Promise<void>;
}

/** Makes the use cases of the impact assessment. */
export function createDpiaService(parts: Parts): DpiaService {
  const { unitOfWork, reader, audit, actor, clock, store, inventory, printPdf, announce } = parts;
  const shown = async (tx: Tx): Promise<Dpia> => view(await store.newest(tx), dpiaFacts(await inventory(tx)));
  const log = (tx: Tx, verb: string, id: number) =>
    audit(tx, { action: `dpia.${verb}`, subject: { kind: 'dpia', id } });
  return {
    find: () => shown(reader),
    write: (opinions) =>
      unitOfWork(async (tx) => {
        const facts = dpiaFacts(await inventory(tx));
        const id = await store.insert(tx, {
          facts,
          opinions,
          madeAt: new Date(clock()),
          madeBy: actor().name,
        });
        await log(tx, 'write', id);
        return shown(tx);
      }),
    sign: () =>
      unitOfWork(async (tx) => {
        const version = await store.newest(tx);
        refuseSigning(version, dpiaFacts(await inventory(tx)));
        await store.sign(tx, version.id, actor().name, new Date(clock()));
        await log(tx, 'sign', version.id);
        // What waited for the signature begins.
        await announce(tx, null);
        return shown(tx);
      }),
    async pdf(language) {
      const now = await inventory(reader);
      const version = await store.newest(reader);
      await unitOfWork((tx) => log(tx, 'export', version?.id ?? 0));
      const changes = version === undefined ? [] : dpiaChanges(version.facts, dpiaFacts(now));
      return printPdf(dpiaDocument({ inventory: now, version, changes, atMs: clock() }, language));
    },
  };
}

function refuseSigning(
  version: DpiaVersion | undefined,
  now: ReturnType<typeof dpiaFacts>,
): asserts version is DpiaVersion {
  if (version === undefined)
    throw new VigieError('conflict', 'No assessment was written yet', { fix: 'write it, then sign it' });
  if (version.signedAt !== null)
    throw new VigieError('conflict', 'This version is signed already', { fix: 'write a new version' });
  if (dpiaChanges(version.facts, now).length > 0)
    throw new VigieError('conflict', 'The configuration changed since this version was written', {
      fix: 'write it anew from the configuration as it stands, then sign it',
    });
}

function view(version: DpiaVersion | undefined, now: ReturnType<typeof dpiaFacts>): Dpia {
  const last = version && { facts: version.facts, isSigned: version.signedAt !== null };
  return {
    state: dpiaState(last, now),
    version: version?.id ?? null,
    madeAt: version?.madeAt.toISOString() ?? null,
    madeBy: version?.madeBy ?? null,
    signedAt: version?.signedAt?.toISOString() ?? null,
    signedBy: version?.signedBy ?? null,
    opinions: version?.opinions ?? {},
    changes: version === undefined ? [] : dpiaChanges(version.facts, now),
  };
}
