import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { messageOf, VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { proofContent } from './destruction-proof.ts';
import type { Digest, RecordingLaw, Signer, Vault } from './ports.ts';
import type { Destruction, RecordingState } from './recording-schema.ts';
import type { RecordingService } from './recording-service.ts';
import type { RecordingStore } from './recording-store.ts';
import { hasLeapt } from './retention.ts';
import type { RetentionStore, RetentionWatch, StoredDestruction } from './retention-store.ts';

/** Destroys what has had its time, and proves it. */
export interface RetentionService {
  /** One round: once a minute. Answers how many recordings were destroyed. */
  run(): Promise<number>;
  /** A person has put the clock right, or says that the machine was off. */
  confirmClock(motive: string): Promise<void>;
  state(): Promise<RecordingState>;
  destructions(request: PageRequest): Promise<Page<Destruction>>;
  /** Throws `not-found`. */
  destruction(id: number): Promise<Destruction>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: RetentionStore;
  readonly recordings: Pick<RecordingStore, 'files'>;
  readonly vault: Vault;
  readonly law: RecordingLaw;
  readonly signer: Signer;
  readonly sha256: Digest;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly log: Log;
  readonly service: Pick<RecordingService, 'underWay' | 'lastFailure'>;
}

/** Recordings of one round, and so of one proof, at most. */
const mostOfRound = 200;

/** Makes the use cases of retention. */
export function createRetentionService(parts: Parts): RetentionService {
  const { unitOfWork, reader, store, clock, audit } = parts;
  return {
    async run() {
      const nowMs = clock();
      if (await waits(parts, nowMs)) return 0;
      // Once the key is erased nothing can be read, whatever becomes of this process before the file is gone too.
      await unitOfWork((tx) => store.doom(tx, nowMs, mostOfRound));
      const destroyed = await destroyDoomed(parts, nowMs);
      await sweep(parts);
      return destroyed;
    },
    confirmClock: (motive) =>
      unitOfWork(async (tx) => {
        await store.keepWatch(tx, { lastRunMs: clock(), waiting: null });
        const subject = { kind: 'recording', id: 'retention' };
        await audit(tx, { action: 'recording.confirm-clock', subject, motive });
      }),
    async state() {
      const watch = await store.watch(reader);
      const failure = parts.service.lastFailure();
      return {
        ...(await store.numbers(reader, clock())),
        lastRunAt: watch === undefined ? null : isoTime(watch.lastRunMs),
        waiting: watch?.waiting ? { since: isoTime(watch.waiting.sinceMs), for: watch.waiting.for } : null,
        lastFailure: failure === undefined ? null : { at: isoTime(failure.atMs), fault: failure.fault },
      };
    },
    async destructions(request) {
      const page = await store.destructions(reader, request);
      return { ...page, items: page.items.map((one) => shown(one, parts.signer)) };
    },
    async destruction(id) {
      const found = await store.findDestruction(reader, id);
      if (found === undefined) throw new VigieError('not-found', `There is no destruction ${id}`);
      return shown(found, parts.signer);
    },
  };
}

/** Whether this round is left out: the clock cannot be trusted, and erasing too early cannot be undone. */
async function waits(parts: Parts, nowMs: number): Promise<boolean> {
  const { unitOfWork, reader, store, law, audit, log } = parts;
  const before = await store.watch(reader);
  const isDoubted = (await law.clockDoubtedAtMs()) !== null;
  const cause = causeOf(before, isDoubted, nowMs);
  if (cause === null) {
    await unitOfWork((tx) => store.keepWatch(tx, { lastRunMs: nowMs, waiting: null }));
    return false;
  }
  if (before?.waiting?.for === cause) return true;
  const lastRunMs = before?.lastRunMs ?? nowMs;
  log.error({ cause, lastRunMs, nowMs }, 'No recording is destroyed until a person confirms the clock');
  await unitOfWork(async (tx) => {
    await store.keepWatch(tx, { lastRunMs, waiting: { sinceMs: nowMs, for: cause } });
    await audit(tx, {
      action: 'recording.wait',
      subject: { kind: 'recording', id: 'retention' },
      span: { fromMs: Math.min(lastRunMs, nowMs), toMs: Math.max(lastRunMs, nowMs) },
      details: { cause },
    });
  });
  return true;
}

function causeOf(
  watch: RetentionWatch | undefined,
  isDoubted: boolean,
  nowMs: number,
): 'doubt' | 'leap' | null {
  if (isDoubted) return 'doubt';
  // Who confirmed the clock for the law has confirmed it for recordings too.
  if (watch === undefined || watch.waiting?.for === 'doubt') return null;
  return watch.waiting?.for === 'leap' || hasLeapt(watch.lastRunMs, nowMs) ? 'leap' : null;
}

/** Removes the files of recordings without key, those of a round that was cut short first, and enters the proof. */
async function destroyDoomed(parts: Parts, nowMs: number): Promise<number> {
  const { unitOfWork, reader, store, vault, signer, sha256, audit, log } = parts;
  const doomed = await store.doomed(reader, mostOfRound);
  const gone: (typeof doomed)[number][] = [];
  for (const recording of doomed) {
    try {
      await vault.erase(recording.file);
      gone.push(recording);
    } catch (fault) {
      const words = messageOf(fault);
      log.error(
        { recording: recording.id, fault: words },
        'A file could not be destroyed; its key is erased',
      );
    }
  }
  if (gone.length === 0) return 0;
  const content = proofContent({ madeMs: nowMs, recordings: gone }, sha256);
  const span = {
    fromMs: Math.min(...gone.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...gone.map(({ toMs }) => toMs)),
  };
  const destruction = {
    madeMs: nowMs,
    recordings: gone.length,
    ...span,
    content,
    signature: signer.sign(content),
  };
  await unitOfWork(async (tx) => {
    const id = await store.insertDestruction(
      tx,
      destruction,
      gone.map(({ id: one }) => one),
    );
    await audit(tx, {
      action: 'recording.destroy',
      subject: { kind: 'destruction', id },
      span,
      details: { count: gone.length, recordings: gone.map(({ id: one }) => one), hash: sha256(content) },
    });
  });
  return gone.length;
}

/** Removes files that no line names: their process ended before it could enter them, and nobody has their key. */
async function sweep({ reader, vault, recordings, service, log }: Parts): Promise<void> {
  // In this order: a file whose line is written meanwhile is not taken for one without.
  const lying = (await vault.files()).filter((file) => !service.underWay().has(file));
  const named = await recordings.files(reader);
  const orphans = lying.filter((file) => !named.has(file));
  for (const file of orphans) await vault.erase(file);
  if (orphans.length > 0) log.warn({ files: orphans.length }, 'Files without a recording were removed');
}

function shown(
  { id, madeMs, recordings, fromMs, toMs, content, signature }: StoredDestruction,
  signer: Signer,
): Destruction {
  const proof = { content, signature, publicKey: signer.publicKey };
  return { id, madeAt: isoTime(madeMs), recordings, from: isoTime(fromMs), to: isoTime(toMs), proof };
}

const isoTime = (ms: number): string => new Date(ms).toISOString();
