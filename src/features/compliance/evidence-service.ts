import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { BreachStore } from './breach-store.ts';
import { cameraRegister } from './camera-register.ts';
import { missingFields } from './controller.ts';
import type { ControllerStore } from './controller-store.ts';
import { dpiaFacts, dpiaState } from './dpia.ts';
import type { DpiaStore } from './dpia-store.ts';
import { type EvidenceFacts, findings } from './evidence.ts';
import type { Evidence, EvidenceBundle } from './evidence-schema.ts';
import type { FindAuthorisations, LogState, ReadInventory, SignBundle, StoreBundle } from './ports.ts';
import { processingRecord } from './processing-record.ts';
import type { SubjectRequestStore } from './subject-request-store.ts';

/** The proof that the rules are held (GDPR art. 5(2)). */
export interface EvidenceService {
  find(): Promise<Evidence>;
  /** The evidence of this moment, signed. */
  bundle(): Promise<EvidenceBundle>;
  /** Stores one bundle a day beside the database; for a job. */
  daily(): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly version: string;
  readonly inventory: ReadInventory;
  readonly controllers: ControllerStore;
  readonly dpias: DpiaStore;
  readonly requests: SubjectRequestStore;
  readonly breaches: BreachStore;
  readonly findAuthorisations: FindAuthorisations;
  readonly logState: LogState;
  readonly sign: SignBundle;
  readonly store: StoreBundle;
}

/** Makes the use cases of evidence. */
export function createEvidenceService(parts: Parts): EvidenceService {
  const { unitOfWork, audit, clock, sign, store } = parts;
  let storedDay: string | undefined;
  const signed = async (): Promise<EvidenceBundle> => {
    const text = JSON.stringify(await evidenceOf(parts), null, 1);
    return { text, ...sign(text) };
  };
  const log = (tx: Tx, verb: string, day: string) =>
    audit(tx, { action: `evidence.${verb}`, subject: { kind: 'evidence', id: day } });
  const today = () => new Date(clock()).toISOString().slice(0, 10);
  return {
    find: () => evidenceOf(parts),
    async bundle() {
      await unitOfWork((tx) => log(tx, 'export', today()));
      return signed();
    },
    async daily() {
      const day = today();
      if (storedDay === day) return;
      const isNew = await store(day, JSON.stringify(await signed()));
      storedDay = day;
      if (isNew) await unitOfWork((tx) => log(tx, 'store', day));
    },
  };
}

async function evidenceOf(parts: Parts): Promise<Evidence> {
  const { reader, clock, version, inventory, controllers } = parts;
  const now = await inventory(reader);
  const controller = await controllers.find(reader);
  const facts = await factsOf(parts, now, missingFields(controller).length);
  return {
    madeAt: new Date(clock()).toISOString(),
    version,
    findings: findings(facts),
    register: cameraRegister(now, controller),
    record: processingRecord(now, controller, clock()),
  };
}

async function factsOf(
  { reader, clock, dpias, requests, breaches, findAuthorisations, logState }: Parts,
  inventory: EvidenceFacts['inventory'],
  missingOfController: number,
): Promise<EvidenceFacts> {
  const last = await dpias.newest(reader);
  const { isIntact, checkedMs } = await logState();
  const now = new Date(clock());
  return {
    inventory,
    missingOfController,
    authorisations: await findAuthorisations(reader),
    nowMs: clock(),
    dpia: dpiaState(last && { facts: last.facts, isSigned: last.signedAt !== null }, dpiaFacts(inventory)),
    lateRequests: await requests.countLate(reader, now),
    lateBreaches: await breaches.countLate(reader, now),
    isLogIntact: isIntact,
    logCheckedAgoMs: checkedMs === null ? null : clock() - checkedMs,
  };
}
