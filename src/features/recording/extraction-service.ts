import type { Audit } from '#foundation/audit.ts';
import type { CameraScope } from '#foundation/camera-scope.ts';
import type { Clock } from '#foundation/clock.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { extractionFiles, type Handover } from './extraction-archive.ts';
import type { ExtractionStore, StoredExtraction } from './extraction-store.ts';
import type { ActingPerson, Digest, Signer, Vault } from './ports.ts';
import { unpackPictures } from './recorded-pictures.ts';
import type { Extraction, ExtractionInput } from './recording-schema.ts';
import type { RecordingStore, StoredRecording } from './recording-store.ts';
import { writeTar } from './tar.ts';

/** Pictures handed over on a requisition: one person proposes, another approves, and all of it is registered. */
export interface ExtractionService {
  list(request: PageRequest & { readonly cameraIds?: CameraScope }): Promise<Page<Extraction>>;
  /** Throws `not-found`. */
  find(id: number): Promise<Extraction>;
  propose(input: ExtractionInput, by: ActingPerson): Promise<Extraction>;
  /** Throws `forbidden` for who proposed it, `conflict` when it is decided. */
  decide(id: number, decision: 'approved' | 'refused', by: ActingPerson): Promise<Extraction>;
  /** The archive (tar) with its signed manifest, once a second person has approved; a line of the register each time. */
  handOver(id: number, by: ActingPerson): Promise<Uint8Array>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: ExtractionStore;
  readonly recordings: RecordingStore;
  readonly vault: Vault;
  readonly signer: Signer;
  readonly sha256: Digest;
  readonly clock: Clock;
  readonly audit: Audit;
}

/** Makes the use cases of extractions. */
export function createExtractionService(parts: Parts): ExtractionService {
  const { unitOfWork, reader, store, clock } = parts;
  const found = async (tx: Tx, id: number): Promise<StoredExtraction> => {
    const extraction = await store.find(tx, id);
    if (extraction !== undefined) return extraction;
    throw new VigieError('not-found', `There is no extraction ${id}`);
  };
  return {
    list: ({ cameraIds, ...request }) => store.list(reader, request, cameraIds),
    find: async (id) => (await unitOfWork((tx) => found(tx, id))).extraction,
    propose: (input, by) =>
      unitOfWork(async (tx) => {
        const recordings = await readable(parts, tx, input.recordingIds);
        const extraction = await store.insert(tx, input, by, clock());
        await log(parts, tx, 'propose', extraction, recordings);
        return extraction;
      }),
    decide: (id, decision, by) =>
      unitOfWork(async (tx) => {
        const { extraction, proposerId } = await found(tx, id);
        if (extraction.state !== 'proposed')
          throw new VigieError('conflict', `Extraction ${id} is ${extraction.state} already`);
        if (proposerId === by.id) throw secondPerson();
        const recordings = decision === 'approved' ? await readable(parts, tx, extraction.recordingIds) : [];
        await store.decide(tx, id, decision, by, clock());
        await log(parts, tx, decision === 'approved' ? 'approve' : 'refuse', extraction, recordings);
        return (await found(tx, id)).extraction;
      }),
    handOver: (id, by) =>
      unitOfWork(async (tx) => {
        const { extraction } = await found(tx, id);
        if (extraction.state === 'refused') throw new VigieError('conflict', `Extraction ${id} was refused`);
        if (extraction.state !== 'approved') throw secondPerson();
        return handOver(parts, tx, extraction, by);
      }),
  };
}

async function handOver(parts: Parts, tx: Tx, extraction: Extraction, by: ActingPerson): Promise<Uint8Array> {
  const { store, vault, signer, sha256, clock } = parts;
  const { id, requisition, requester, authority, proposedBy, decidedBy } = extraction;
  const stored = await readable(parts, tx, extraction.recordingIds);
  const recordings: Handover['recordings'][number][] = [];
  for (const { id: recordingId, cameraId, cameraName, file, wrappedKey } of stored) {
    const pictures = unpackPictures(await vault.read(file, wrappedKey ?? ''));
    recordings.push({ id: recordingId, cameraId, cameraName, pictures });
  }
  const madeMs = clock();
  const madeAt = new Date(madeMs).toISOString();
  const handed = { extractionId: id, requisition, requester, authority, proposedBy, madeAt };
  const tools = { sha256, sign: signer.sign, publicKey: signer.publicKey };
  const archive = writeTar(
    extractionFiles({ ...handed, approvedBy: decidedBy ?? '', recordings }, tools),
    madeMs,
  );
  await store.insertTransmission(tx, {
    extractionId: id,
    madeAt,
    madeBy: by.name,
    requisition,
    requester,
    recordings: recordings.length,
    pictures: recordings.reduce((sum, { pictures }) => sum + pictures.length, 0),
    bytes: archive.length,
    sha256: sha256(archive),
  });
  await log(parts, tx, 'hand-over', extraction, stored);
  return archive;
}

/** The recordings that can still be handed over: in their time, or held beyond it. */
async function readable(
  { recordings, clock }: Parts,
  tx: Tx,
  ids: readonly number[],
): Promise<readonly StoredRecording[]> {
  const all: StoredRecording[] = [];
  for (const id of ids) {
    const recording = await recordings.find(tx, id);
    if (recording === undefined) throw new VigieError('not-found', `There is no recording ${id}`);
    const isInTime = recording.expiresMs > clock() || recording.isHeld;
    if (recording.wrappedKey === null || !isInTime)
      throw new VigieError('conflict', `The time of recording ${id} is over`, {
        fix: 'open a hold before the time of a recording ends, when a requisition is announced',
      });
    all.push(recording);
  }
  return all;
}

async function log(
  { audit }: Parts,
  tx: Tx,
  verb: string,
  { id, requisition, requester, authority }: Extraction,
  recordings: readonly StoredRecording[],
): Promise<void> {
  const cameras = [...new Set(recordings.map(({ cameraId }) => cameraId))];
  await audit(tx, {
    action: `extraction.${verb}`,
    subject: { kind: 'extraction', id, name: requisition },
    motive: `requisition ${requisition}, ${authority}`,
    recipient: requester,
    ...(cameras.length === 1 && cameras[0] !== undefined ? { cameraId: cameras[0] } : {}),
    ...(recordings.length === 0
      ? {}
      : {
          span: {
            fromMs: Math.min(...recordings.map(({ fromMs }) => fromMs)),
            toMs: Math.max(...recordings.map(({ toMs }) => toMs)),
          },
        }),
    details: { cameras, recordings: recordings.map((one) => one.id) },
  });
}

const secondPerson = (): VigieError =>
  new VigieError('forbidden', 'An extraction needs the approval of a second person', {
    fix: 'ask another person who may extract recordings of these cameras',
  });
