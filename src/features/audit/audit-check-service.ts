import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Log } from '#foundation/log.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { ChainCheck, type ChainPlace, chainStart } from './audit-chain.ts';
import type { AuditStore, CheckFault, Checkpoint, StoredCheck } from './audit-store.ts';
import { canonicalJson } from './canonical-json.ts';
import type { AnchorFile, OnCheck, Sha256, Signer } from './ports.ts';

export type { StoredCheck } from './audit-store.ts';

/** Whether the log is whole, and how old its lines get. */
export interface AuditCheckService {
  /** Follows the chain from its first line to its last; what it finds is stored, logged and told. */
  verify(): Promise<StoredCheck>;
  /** What the last verification found. */
  status(): Promise<AuditStatus>;
  /** Verifies, notes the head outside the database and removes what is old, when a day has passed; for a job. */
  daily(): Promise<void>;
}

/** What is known of the log without following it. */
export interface AuditStatus {
  readonly last: StoredCheck | undefined;
  readonly head: ChainPlace;
  readonly keepMonths: number;
  /** of this instance, PEM: verifies the checkpoint */
  readonly publicKey: string;
  readonly checkpoint: Checkpoint | undefined;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: AuditStore;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly sha256: Sha256;
  readonly signer: Signer;
  readonly anchors: AnchorFile;
  readonly keepMonths: number;
  readonly territoryId: number;
  readonly onCheck: OnCheck;
  readonly log: Log;
}

const batch = 1000;
const mostFaults = 50;
const dayMs = 86_400_000;
/** A verification later than this after the one before is no longer the next day's. */
const longestGapMs = 36 * 3_600_000;
const clockSlackMs = 3_600_000;

/** Whether a stored verification found the chain whole. */
export const isIntact = ({ faults }: StoredCheck): boolean => faults.every(({ notice }) => notice === true);

/** Makes the keeping of the log. */
export function createAuditCheckService(parts: Parts): AuditCheckService {
  const { unitOfWork, reader, store, audit, clock, log, onCheck } = parts;

  async function run(notices: readonly CheckFault[]): Promise<StoredCheck> {
    const found = await followChain(parts);
    const check: StoredCheck = {
      checkedMs: clock(),
      lines: found.lines,
      head: found.head,
      faults: [...found.faults.slice(0, mostFaults), ...notices],
    };
    await unitOfWork(async (tx) => {
      await store.addCheck(tx, check);
      await audit(tx, {
        action: 'audit.verify',
        subject: { kind: 'audit', id: parts.territoryId },
        details: { lines: check.lines, head: check.head, intact: isIntact(check), faults: check.faults },
      });
    });
    const faults = check.faults.map(({ sequence, fault }) =>
      sequence > 0 ? `line ${sequence}: ${fault}` : fault,
    );
    if (faults.length > 0)
      log.error(
        { faults },
        isIntact(check) ? 'the log of who did what: see to it' : 'the log of who did what was tampered with',
      );
    onCheck({ intact: isIntact(check), faults });
    return check;
  }

  return {
    verify: () => run([]),
    async status() {
      const [last, head, checkpoint] = await Promise.all([
        store.lastCheck(reader),
        store.head(reader),
        store.checkpoint(reader),
      ]);
      return {
        last,
        head: head ?? chainStart,
        keepMonths: parts.keepMonths,
        publicKey: parts.signer.publicKey,
        checkpoint,
      };
    },
    async daily() {
      const last = await store.lastCheck(reader);
      const gapMs = last === undefined ? undefined : clock() - last.checkedMs;
      if (gapMs !== undefined && gapMs >= -clockSlackMs && gapMs < dayMs) return;
      const notices = clockNotices(gapMs);
      const check = await run(notices);
      if (!isIntact(check)) return;
      await noteHead(parts);
      // Whoever moves the clock gains nothing: what is old goes only on a day that followed a day.
      if (notices.length === 0 && gapMs !== undefined) await removeOld(parts);
    },
  };
}

/** What a distance from the verification before says of the clock. */
export function clockNotices(gapMs: number | undefined): readonly CheckFault[] {
  const hours = Math.round(Math.abs(gapMs ?? 0) / 3_600_000);
  if (gapMs !== undefined && gapMs < -clockSlackMs)
    return [
      {
        sequence: 0,
        notice: true,
        fault: `the clock was set back by ${hours} hours: nothing is removed today`,
      },
    ];
  if (gapMs !== undefined && gapMs > longestGapMs)
    return [
      {
        sequence: 0,
        notice: true,
        fault: `${hours} hours have passed since the verification before: Vigie did not run, or the clock was set forward; nothing is removed today`,
      },
    ];
  return [];
}

interface Found {
  readonly lines: number;
  readonly head: number;
  readonly faults: readonly CheckFault[];
}

async function followChain(parts: Parts): Promise<Found> {
  const { reader, store, sha256 } = parts;
  const head = (await store.head(reader)) ?? chainStart;
  const checkpoint = await store.checkpoint(reader);
  const chain = new ChainCheck(checkpoint ?? chainStart, sha256);
  while (chain.place.sequence < head.sequence) {
    const lines = await store.after(reader, chain.place.sequence, batch);
    // What others added since the head was read is for the next time.
    const due = lines.filter(({ sequence }) => sequence <= head.sequence);
    for (const line of due) chain.add(line);
    if (due.length < batch) break;
  }
  const faults: CheckFault[] = [...signatureFaults(parts, checkpoint), ...chain.faults];
  if (chain.place.sequence !== head.sequence || chain.place.hash !== head.hash)
    faults.push({ sequence: chain.place.sequence + 1, fault: 'the end of the log is missing' });
  faults.push(...(await anchorFaults(parts, head, checkpoint)));
  return { lines: chain.lines, head: head.sequence, faults };
}

function signatureFaults({ signer, territoryId }: Parts, checkpoint: Checkpoint | undefined): CheckFault[] {
  if (checkpoint === undefined) return [];
  const { sequence, hash, content, signature } = checkpoint;
  const said = JSON.parse(content) as { territory?: number; sequence?: number; hash?: string };
  const isOurs = signer.verify(content, signature);
  const isSame = said.territory === territoryId && said.sequence === sequence && said.hash === hash;
  return isOurs && isSame ? [] : [{ sequence, fault: 'the checkpoint was not signed by this instance' }];
}

/** Compares with what was noted outside the database, so that a log cut short at its end is seen. */
async function anchorFaults(
  { reader, store, anchors }: Parts,
  head: ChainPlace,
  checkpoint: Checkpoint | undefined,
): Promise<CheckFault[]> {
  const faults: CheckFault[] = [];
  for (const { sequence, hash } of await anchors.read()) {
    if (sequence === 0 || sequence < (checkpoint?.sequence ?? 0)) continue;
    if (sequence > head.sequence) {
      faults.push({
        sequence: head.sequence + 1,
        fault: `the log once had ${sequence} lines: its end is missing`,
      });
      continue;
    }
    const now = sequence === checkpoint?.sequence ? checkpoint : await store.find(reader, sequence);
    if (now?.hash !== hash)
      faults.push({ sequence, fault: 'is not the line that was noted outside the database' });
  }
  return faults;
}

async function noteHead({ reader, store, anchors, clock, log }: Parts): Promise<void> {
  const head = await store.head(reader);
  if (head === undefined) return;
  await anchors.add({ atMs: clock(), ...head });
  log.info({ sequence: head.sequence, hash: head.hash }, 'the log of who did what, as far as it goes today');
}

async function removeOld(parts: Parts): Promise<void> {
  const { unitOfWork, store, audit, clock, signer, keepMonths, territoryId } = parts;
  const cutMs = monthsBefore(clock(), keepMonths);
  await unitOfWork(async (tx) => {
    const last = await store.lastOlderThan(tx, cutMs);
    if (last === undefined) return;
    // What rows are compared with must outlive the lines that said it.
    for (const { kind, id, hash } of await store.rowHashesUpTo(tx, last.sequence))
      await audit(tx, { action: 'audit.carry', subject: { kind, id }, details: { rowHash: hash } });
    const content = canonicalJson({
      territory: territoryId,
      sequence: last.sequence,
      hash: last.hash,
      cutMs,
    });
    const removed = await store.purge(tx, {
      sequence: last.sequence,
      hash: last.hash,
      content,
      signature: signer.sign(content),
    });
    await audit(tx, {
      action: 'audit.purge',
      subject: { kind: 'audit', id: territoryId },
      details: { lines: removed, upTo: last.sequence, olderThan: new Date(cutMs).toISOString() },
    });
  });
}

function monthsBefore(ms: number, months: number): number {
  const date = new Date(ms);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.getTime();
}
