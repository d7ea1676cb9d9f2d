import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { csvCell, csvText } from '#foundation/csv.ts';
import { invalid, invalidField } from '#foundation/errors.ts';
import type { Page } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { ChainedLine } from './audit-chain.ts';
import { type AuditContent, contentOf } from './audit-content.ts';
import type { AuditExportQuery, AuditLine, AuditQuery } from './audit-schema.ts';
import type { AuditStore, LineFilter } from './audit-store.ts';
import { canonicalJson } from './canonical-json.ts';
import type { WhoActs } from './ports.ts';

/** Makes what every service writes its lines with. */
export function createAudit({
  store,
  whoActs,
  clock,
}: {
  readonly store: Pick<AuditStore, 'append'>;
  readonly whoActs: WhoActs;
  readonly clock: Clock;
}): Audit {
  return (tx, entry) => store.append(tx, canonicalJson(contentOf(entry, whoActs(), clock())));
}

/** The log as those who may read it do. It is never added up by person. */
export interface AuditReader {
  /** The newest first. */
  list(query: AuditQuery): Promise<Page<AuditLine>>;
  /** The same lines as a file; that it was taken out is a line itself. */
  csv(query: AuditExportQuery): Promise<string>;
  /** The same lines as they are chained, to be verified elsewhere. */
  json(query: AuditExportQuery): Promise<{ readonly lines: readonly ChainedLine[] }>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: AuditStore;
  readonly audit: Audit;
}

const usualLimit = 50;
const batch = 1000;
const mostExported = 100_000;

/** Makes the reading of the log. */
export function createAuditReader({ unitOfWork, reader, store, audit }: Parts): AuditReader {
  async function takeOut(query: AuditExportQuery, format: string): Promise<ChainedLine[]> {
    const filter = filterOf(query);
    const lines: ChainedLine[] = [];
    for (;;) {
      const before = lines.at(-1)?.sequence ?? Number.MAX_SAFE_INTEGER;
      const more = await store.list(reader, filter, { before, limit: batch });
      lines.push(...more);
      if (more.length < batch) break;
      if (lines.length > mostExported)
        throw invalid(`more than ${mostExported} lines: narrow from and to`, [
          { field: 'from', message: 'is too far back', fix: 'export month by month' },
        ]);
    }
    const { recipient, motive, from, to, ...narrowed } = query;
    // Before the file is handed out: what cannot be logged is not exported.
    await unitOfWork((tx) =>
      audit(tx, {
        action: 'audit.export',
        subject: { kind: 'audit', id: format },
        details: { lines: lines.length, from, to, ...narrowed },
        ...(recipient === undefined ? {} : { recipient }),
        ...(motive === undefined ? {} : { motive }),
      }),
    );
    return lines;
  }
  return {
    async list({ after, limit = usualLimit, ...query }) {
      const rows = await store.list(reader, filterOf(query), { before: readCursor(after), limit: limit + 1 });
      const items = rows.slice(0, limit).map(shown);
      const last = items.at(-1);
      return rows.length > limit && last !== undefined ? { items, next: String(last.sequence) } : { items };
    },
    csv: async (query) =>
      csvText([head, ...(await takeOut(query, 'csv')).map((line) => cellsOf(shown(line)))]),
    json: async (query) => ({ lines: await takeOut(query, 'json') }),
  };
}

function filterOf({
  from,
  to,
  actor,
  subject,
  camera,
  ...rest
}: Omit<AuditQuery, 'after' | 'limit'>): LineFilter {
  return {
    fromMs: from === undefined ? undefined : Date.parse(from),
    toMs: to === undefined ? undefined : Date.parse(to),
    action: rest.action,
    actorKind: rest.actorKind,
    actorId: actor,
    subjectKind: rest.subjectKind,
    subjectId: subject,
    cameraId: camera,
  };
}

function readCursor(after: string | undefined): number {
  if (after === undefined || after === '') return Number.MAX_SAFE_INTEGER;
  const sequence = Number(after);
  if (Number.isSafeInteger(sequence) && sequence >= 0) return sequence;
  throw invalidField('after', 'is not the `next` of a page', 'leave it out to start from the first page');
}

function shown({ sequence, content, hash }: ChainedLine): AuditLine {
  const { at, span, ...rest } = JSON.parse(content) as AuditContent;
  return {
    sequence,
    at: new Date(at).toISOString(),
    ...rest,
    ...(span === undefined
      ? {}
      : { span: { from: new Date(span.fromMs).toISOString(), to: new Date(span.toMs).toISOString() } }),
    hash,
  };
}

const head = [
  'line',
  'time',
  'actor kind',
  'actor id',
  'actor',
  'role',
  'action',
  'subject kind',
  'subject id',
  'subject',
  'camera',
  'motive',
  'from',
  'to',
  'recipient',
  'details',
  'hash',
];

function cellsOf(line: AuditLine): string[] {
  const { actor, subject, span } = line;
  const cells = [
    line.sequence,
    line.at,
    actor.kind,
    actor.id,
    actor.name,
    actor.role ?? '',
    line.action,
    subject.kind,
    subject.id,
    subject.name ?? '',
    line.cameraId ?? '',
    line.motive ?? '',
    span?.from ?? '',
    span?.to ?? '',
    line.recipient ?? '',
    line.details === undefined ? '' : JSON.stringify(line.details),
    line.hash,
  ];
  return cells.map((cell) => csvCell(typeof cell === 'number' ? cell : inOneLine(cell)));
}

/** A text that cannot begin a line of its own. */
const inOneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
