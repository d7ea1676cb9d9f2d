import { type RawBuilder, type Selectable, sql } from 'kysely';
import { idAfter, pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import type { ExtractionTable, RecordingTransmissionTable } from '#database/recording-tables.ts';
import { inCameraScope } from '#database/scoped.ts';
import type { CameraScope } from '#foundation/camera-scope.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { ActingPerson } from './ports.ts';
import type { Extraction, ExtractionInput, Transmission } from './recording-schema.ts';

/** An extraction, and the persons by their accounts. */
export interface StoredExtraction {
  readonly extraction: Extraction;
  readonly proposerId: string;
}

/** Extractions on requisition, and the register of transmissions. */
export interface ExtractionStore {
  /** Those all of whose cameras are in the scope. */
  list(tx: Tx, request: PageRequest, scope?: CameraScope): Promise<Page<Extraction>>;
  find(tx: Tx, id: number): Promise<StoredExtraction | undefined>;
  insert(tx: Tx, input: ExtractionInput, by: ActingPerson, nowMs: number): Promise<Extraction>;
  decide(tx: Tx, id: number, state: 'approved' | 'refused', by: ActingPerson, nowMs: number): Promise<void>;
  insertTransmission(tx: Tx, transmission: Omit<Transmission, 'id'>): Promise<number>;
  transmissions(tx: Tx, request: PageRequest): Promise<Page<Transmission>>;
}

/** Makes the store of a territory's extractions. */
export function createExtractionStore(territoryId: number): ExtractionStore {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('extraction').selectAll().where('territory_id', '=', territoryId);
  return {
    async list(tx, request, scope) {
      const rows = await selection(tx)
        .where('id', '>', idAfter(request))
        .where(isWithin(scope))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(extractionOf), request, ({ id }) => String(id));
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).forUpdate().executeTakeFirst();
      return row && { extraction: extractionOf(row), proposerId: row.proposed_by };
    },
    async insert(tx, { recordingIds, requisition, requester, authority }, by, nowMs) {
      const row = await queries(tx)
        .insertInto('extraction')
        .values({
          territory_id: territoryId,
          recording_ids: JSON.stringify(recordingIds),
          requisition,
          requester,
          authority,
          proposed_at: new Date(nowMs),
          proposed_by: by.id,
          proposed_name: by.name,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return extractionOf(row);
    },
    async decide(tx, id, state, by, nowMs) {
      await queries(tx)
        .updateTable('extraction')
        .set({ state, decided_at: new Date(nowMs), decided_by: by.id, decided_name: by.name })
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .where('state', '=', 'proposed')
        .execute();
    },
    ...createTransmissions(territoryId),
  };
}

function createTransmissions(
  territoryId: number,
): Pick<ExtractionStore, 'insertTransmission' | 'transmissions'> {
  return {
    async insertTransmission(tx, line) {
      const { id } = await queries(tx)
        .insertInto('recording_transmission')
        .values({
          territory_id: territoryId,
          extraction_id: line.extractionId,
          made_at: new Date(line.madeAt),
          made_by: line.madeBy,
          requisition: line.requisition,
          requester: line.requester,
          recordings: line.recordings,
          pictures: line.pictures,
          bytes: line.bytes,
          sha256: line.sha256,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async transmissions(tx, request) {
      const rows = await queries(tx)
        .selectFrom('recording_transmission')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('id', '>', idAfter(request))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(transmissionOf), request, ({ id }) => String(id));
    },
  };
}

function isWithin(scope: CameraScope | undefined): RawBuilder<boolean> {
  return sql<boolean>`NOT EXISTS (SELECT 1 FROM recording
    WHERE extraction.recording_ids @> to_jsonb(recording.id)
      AND NOT ${inCameraScope(sql.ref('recording.camera_id'), scope)})`;
}

function extractionOf(row: Selectable<ExtractionTable>): Extraction {
  const { id, requisition, requester, authority, state } = row;
  return {
    id,
    requisition,
    requester,
    authority,
    state,
    recordingIds: row.recording_ids,
    proposedAt: row.proposed_at.toISOString(),
    proposedBy: row.proposed_name,
    proposerId: row.proposed_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_name,
  };
}

function transmissionOf(row: Selectable<RecordingTransmissionTable>): Transmission {
  const { id, requisition, requester, recordings, pictures, bytes, sha256 } = row;
  return {
    id,
    requisition,
    requester,
    recordings,
    pictures,
    bytes,
    sha256,
    extractionId: row.extraction_id,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
  };
}
