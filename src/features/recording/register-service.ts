import type { Audit } from '#foundation/audit.ts';
import { csvCell, csvText } from '#foundation/csv.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { ExtractionStore } from './extraction-store.ts';
import type { Destruction, Recording, Transmission } from './recording-schema.ts';
import { shownRecording } from './recording-service.ts';
import type { RecordingStore } from './recording-store.ts';
import type { RetentionService } from './retention-service.ts';

/** The three registers: what was recorded, what was destroyed, what was handed over. */
export interface RegisterService {
  made(request: PageRequest): Promise<Page<Recording>>;
  destructions(request: PageRequest): Promise<Page<Destruction>>;
  transmissions(request: PageRequest): Promise<Page<Transmission>>;
  /** A whole register (CSV, RFC 4180); taking it out is a line of the log. */
  csv(register: RegisterName): Promise<string>;
}

export const registerNames = ['made', 'destructions', 'transmissions'] as const;
export type RegisterName = (typeof registerNames)[number];

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: RecordingStore;
  readonly extractions: ExtractionStore;
  readonly retention: Pick<RetentionService, 'destructions'>;
  readonly audit: Audit;
}

const columns = {
  made: [
    'id',
    'cameraId',
    'cameraName',
    'alertId',
    'ruleName',
    'from',
    'to',
    'pictures',
    'bytes',
    'sha256',
    'madeAt',
    'expiresAt',
    'state',
    'destroyedAt',
  ],
  destructions: ['id', 'madeAt', 'recordings', 'from', 'to', 'content', 'signature'],
  transmissions: [
    'id',
    'extractionId',
    'madeAt',
    'madeBy',
    'requisition',
    'requester',
    'recordings',
    'pictures',
    'bytes',
    'sha256',
  ],
} as const satisfies Record<RegisterName, readonly string[]>;

/** Makes the use cases of the registers. */
export function createRegisterService(parts: Parts): RegisterService {
  const { unitOfWork, reader, store, extractions, retention, audit } = parts;
  const made = async (request: PageRequest): Promise<Page<Recording>> => {
    const page = await store.list(reader, request, { isOldestFirst: true });
    return { ...page, items: page.items.map(shownRecording) };
  };
  const transmissions = (request: PageRequest) => extractions.transmissions(reader, request);
  const rowsOf: Record<RegisterName, (request: PageRequest) => Promise<Page<object>>> = {
    made,
    transmissions,
    async destructions(request) {
      const page = await retention.destructions(request);
      return { ...page, items: page.items.map(({ proof, ...line }) => ({ ...line, ...proof })) };
    },
  };
  return {
    made,
    destructions: retention.destructions,
    transmissions,
    async csv(register) {
      const rows = await allOf(rowsOf[register]);
      await unitOfWork((tx) =>
        audit(tx, {
          action: 'register.export',
          subject: { kind: 'register', id: `recordings.${register}` },
          details: { lines: rows.length },
        }),
      );
      const lines = rows.map((row) => columns[register].map((column) => cellOf(row[column])));
      return csvText([[...columns[register]], ...lines]);
    },
  };
}

async function allOf(
  list: (request: PageRequest) => Promise<Page<object>>,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for (let after: string | undefined; ; ) {
    const page = await list({ after, limit: 500 });
    rows.push(...(page.items as Readonly<Record<string, unknown>>[]));
    after = page.next;
    if (after === undefined) return rows;
  }
}

function cellOf(value: unknown): string {
  return typeof value === 'number' ? csvCell(value) : csvCell(String(value ?? ''));
}
