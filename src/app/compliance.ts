import { printPdf } from '#adapters/pdf/print-pdf.ts';
import type { Database } from '#database/database.ts';
import { announceConfiguration } from '#database/notifications.ts';
import { type AuditCheckService, isIntact } from '#features/audit/audit-check-service.ts';
import type { AuditStore, LineFilter } from '#features/audit/audit-store.ts';
import { registerBreachRoutes } from '#features/compliance/breach-routes.ts';
import { type BreachService, createBreachService } from '#features/compliance/breach-service.ts';
import { createBreachStore } from '#features/compliance/breach-store.ts';
import { type ControllerService, createControllerService } from '#features/compliance/controller-service.ts';
import { createControllerStore } from '#features/compliance/controller-store.ts';
import { registerDpiaRoutes } from '#features/compliance/dpia-routes.ts';
import { createDpiaService, type DpiaService } from '#features/compliance/dpia-service.ts';
import { createDpiaStore } from '#features/compliance/dpia-store.ts';
import { registerEvidenceRoutes } from '#features/compliance/evidence-routes.ts';
import { createEvidenceService, type EvidenceService } from '#features/compliance/evidence-service.ts';
import { countPersons } from '#features/compliance/passage-store.ts';
import type {
  CameraMove,
  FindMoves,
  FindRecordings,
  FindViews,
  LoggedView,
  LogState,
  ReadSecurityFacts,
  Span,
} from '#features/compliance/ports.ts';
import { registerPublicationRoutes } from '#features/compliance/publication-routes.ts';
import {
  createPublicationService,
  type PublicationService,
} from '#features/compliance/publication-service.ts';
import { createReminderService, type ReminderService } from '#features/compliance/reminder-service.ts';
import { createReminderStore } from '#features/compliance/reminder-store.ts';
import { registerSecurityFileRoutes } from '#features/compliance/security-file-routes.ts';
import {
  createSecurityFileService,
  type SecurityFileService,
} from '#features/compliance/security-file-service.ts';
import { registerSubjectRequestRoutes } from '#features/compliance/subject-request-routes.ts';
import {
  createSubjectRequestService,
  type SubjectRequestService,
} from '#features/compliance/subject-request-service.ts';
import { createSubjectRequestStore } from '#features/compliance/subject-request-store.ts';
import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { App } from '#http/http-server.ts';
import { territoryId } from './accounts.ts';
import { actor } from './acting.ts';
import { createInventory } from './compliance-inventory.ts';
import { openEvidenceFiles } from './evidence-files.ts';
import type { InstanceKey } from './instance-key.ts';
import type { Law } from './law.ts';
import type { Stores } from './services.ts';

/** What the data protection officer works with. */
export interface Compliance {
  readonly controller: ControllerService;
  readonly publication: PublicationService;
  readonly dpia: DpiaService;
  readonly requests: SubjectRequestService;
  readonly breaches: BreachService;
  readonly evidence: EvidenceService;
  readonly reminders: ReminderService;
  readonly securityFile: SecurityFileService;
}

interface ComplianceParts {
  readonly database: Pick<Database, 'unitOfWork' | 'reader'>;
  readonly stores: Stores;
  readonly law: Pick<Law, 'decide' | 'pack'>;
  readonly audit: Audit;
  readonly detector: { readonly name: string; readonly classes: readonly string[] };
  readonly auditMonths: number;
  readonly publicUrl: () => string;
  readonly findRecordings: FindRecordings;
  readonly checks: Pick<AuditCheckService, 'status'>;
  readonly key: InstanceKey;
  readonly directory: string;
  readonly version: string;
  readonly events: Pick<EventBus<Events>, 'publish'>;
  readonly readSecurityFacts: ReadSecurityFacts;
}

/** Wires the officer's use cases to the configuration, the log and the counts. */
export function createCompliance(parts: ComplianceParts): Compliance {
  const { database, stores, audit, publicUrl, findRecordings, checks, key, directory, version } = parts;
  const { unitOfWork, reader } = database;
  const clock = Date.now;
  const inventory = createInventory({ ...parts, clock });
  const controllers = createControllerStore(territoryId);
  const base = { unitOfWork, reader, audit, clock, actor, inventory, controllers, printPdf };
  const dpias = createDpiaStore(territoryId);
  const requests = createSubjectRequestStore(territoryId);
  const breaches = createBreachStore(territoryId);
  const controller = createControllerService({ ...base, store: controllers });
  const evidence = createEvidenceService({
    ...{ ...base, version, dpias, requests, breaches },
    findAuthorisations: stores.legalFacts.authorisations,
    logState: stateOfLog(checks),
    sign: (text) => ({ signature: key.sign(text), publicKey: key.publicKey }),
    store: openEvidenceFiles(directory),
  });
  const findings = async () => (await evidence.find()).findings;
  const registerUrl = () => `${publicUrl()}/register`;
  return {
    controller,
    publication: createPublicationService({
      ...base,
      controller,
      registerUrl,
      findMoves: movesIn(stores.audit),
    }),
    dpia: createDpiaService({ ...base, store: dpias, announce: announceConfiguration }),
    requests: createSubjectRequestService({ ...base, store: requests, findRecordings }),
    breaches: createBreachService({
      ...base,
      store: breaches,
      findViews: viewsOf(stores.audit),
      countPersons,
    }),
    evidence,
    securityFile: createSecurityFileService({
      ...base,
      findings,
      readSecurityFacts: parts.readSecurityFacts,
    }),
    reminders: createReminderService({
      ...base,
      events: parts.events,
      store: createReminderStore(territoryId),
      findings,
      findAuthorisations: stores.legalFacts.authorisations,
    }),
  };
}

function stateOfLog(checks: Pick<AuditCheckService, 'status'>): LogState {
  return async () => {
    const { last } = await checks.status();
    return { isIntact: last === undefined ? null : isIntact(last), checkedMs: last?.checkedMs ?? null };
  };
}

/** Puts the officer's pages and the public register on the server. */
export function registerCompliance(app: App, compliance: Compliance): void {
  registerPublicationRoutes(app, compliance);
  registerDpiaRoutes(app, compliance.dpia);
  registerSubjectRequestRoutes(app, compliance.requests);
  registerBreachRoutes(app, compliance.breaches);
  registerEvidenceRoutes(app, compliance.evidence);
  registerSecurityFileRoutes(app, compliance.securityFile);
}

const pageSize = 500;
/** Actions that show or hand out what belongs to a camera. */
const seeing = /^(images|recording|extraction|statistics|alert|camera)\./;

/** All lines that a filter lets through, the newest first. */
async function linesOf(store: Pick<AuditStore, 'list'>, tx: Tx, filter: LineFilter): Promise<Line[]> {
  const found: Line[] = [];
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const lines = await store.list(tx, filter, { before, limit: pageSize });
    for (const { content } of lines) found.push(JSON.parse(content) as Line);
    const last = lines.at(-1);
    if (last === undefined || lines.length < pageSize) return found;
    before = last.sequence;
  }
}

/** Reads from the log what somebody saw: a line names a camera, or all that one view showed. */
function viewsOf(store: Pick<AuditStore, 'list'>): FindViews {
  return async (tx, actorId, { fromMs, toMs }) =>
    (await linesOf(store, tx, { fromMs, toMs, actorId })).flatMap(viewsIn);
}

/** Reads from the log which cameras were put elsewhere. */
function movesIn(store: Pick<AuditStore, 'list'>): FindMoves {
  return async (tx) => (await linesOf(store, tx, { action: 'camera.update' })).flatMap(moveIn);
}

type Position = CameraMove['from'];

interface Line {
  readonly at: number;
  readonly action: string;
  readonly actor: { readonly id: string };
  readonly cameraId?: number;
  readonly span?: Span;
  readonly subject: { readonly name?: string };
  readonly details?: {
    readonly cameras?: readonly number[];
    readonly changes?: {
      readonly position?: { readonly from?: Position | null; readonly to?: Position | null };
    };
  };
}

function moveIn({ at, cameraId, subject, details }: Line): CameraMove[] {
  const { from, to } = details?.changes?.position ?? {};
  return cameraId && from && to ? [{ cameraId, name: subject.name ?? '', atMs: at, from, to }] : [];
}

function viewsIn({ at, action, actor: by, cameraId, span, details }: Line): LoggedView[] {
  if (!seeing.test(action)) return [];
  const ids = new Set([...(cameraId === undefined ? [] : [cameraId]), ...(details?.cameras ?? [])]);
  const { fromMs, toMs } = span ?? { fromMs: at, toMs: at };
  return [...ids].map((id) => ({ cameraId: id, action, actorId: by.id, fromMs, toMs }));
}
