import type { Audit } from '#foundation/audit.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { type CameraRegister, cameraRegister } from './camera-register.ts';
import type { ControllerService } from './controller-service.ts';
import type { ControllerStore } from './controller-store.ts';
import { panelOf } from './panel.ts';
import type { FindMoves, PrintPdf, ReadInventory } from './ports.ts';
import { type MoveNotice, moveNotices, prefectureFile } from './prefecture.ts';
import { type ProcessingRecord, processingRecord, recordDocument } from './processing-record.ts';
import { recordAsCsv } from './processing-record-csv.ts';

type Language = 'fr' | 'en';

/** What is told to the public and to the supervisory authority. */
export interface PublicationService {
  /** The public register: anybody may read it. */
  register(): Promise<CameraRegister>;
  /** The panel of some cameras as PDF, of all that are active when none is named. */
  panel(cameraIds: readonly number[] | undefined, language: Language): Promise<Uint8Array>;
  record(): Promise<ProcessingRecord>;
  recordPdf(language: Language): Promise<Uint8Array>;
  recordCsv(language: Language): Promise<string>;
  /** The file for the prefect as PDF. */
  prefecturePdf(language: Language): Promise<Uint8Array>;
  /** Notices of cameras that moved, drafted. */
  moves(): Promise<MoveNotice[]>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly audit: Audit;
  readonly clock: () => number;
  readonly inventory: ReadInventory;
  readonly controllers: ControllerStore;
  readonly controller: Pick<ControllerService, 'complete'>;
  readonly printPdf: PrintPdf;
  /** where this instance answers: its own host */
  readonly registerUrl: () => string;
  readonly findMoves: FindMoves;
}

/** Makes the use cases of what is published. */
export function createPublicationService(parts: Parts): PublicationService {
  const { unitOfWork, reader, audit, clock, inventory, controllers, controller, printPdf } = parts;
  const record = async () =>
    processingRecord(await inventory(reader), await controllers.find(reader), clock());
  const exported = (name: string, format: string) =>
    unitOfWork((tx) =>
      audit(tx, { action: 'record.export', subject: { kind: 'record', id: name }, details: { format } }),
    );
  return {
    register: async () => cameraRegister(await inventory(reader), await controllers.find(reader)),
    async panel(cameraIds, language) {
      const known = await controller.complete();
      const cameras = chosen((await inventory(reader)).cameras, cameraIds);
      return printPdf(panelOf({ controller: known, cameras, registerUrl: parts.registerUrl() }, language));
    },
    record,
    async recordPdf(language) {
      await exported('processing-record', 'pdf');
      return printPdf(recordDocument(await record(), language));
    },
    async recordCsv(language) {
      await exported('processing-record', 'csv');
      return recordAsCsv(await record(), language);
    },
    async prefecturePdf(language) {
      const known = await controller.complete();
      await exported('prefecture-file', 'pdf');
      return printPdf(prefectureFile(await inventory(reader), known, language));
    },
    moves: async () => moveNotices(await parts.findMoves(reader)),
  };
}

function chosen<Camera extends { readonly id: number; readonly isActive: boolean }>(
  cameras: readonly Camera[],
  ids: readonly number[] | undefined,
): Camera[] {
  const wanted = ids ?? cameras.filter(({ isActive }) => isActive).map(({ id }) => id);
  const found = cameras.filter(({ id }) => wanted.includes(id));
  if (found.length > 0 && found.length === new Set(wanted).size) return found;
  throw new VigieError('not-found', 'cameras: no active camera, or one of them does not exist', {
    fix: 'name cameras of the register',
  });
}
