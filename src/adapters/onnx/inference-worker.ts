import { parentPort, workerData } from 'node:worker_threads';
import { readDetections } from '#analytics/detection/decode.ts';
import type { Detections } from '#analytics/detection/detections.ts';
import type { OutputTensors } from '#analytics/detection/head.ts';
import { messageOf } from '#foundation/errors.ts';
import { passGate } from './native-gate.ts';
import { type RowWindow, rowsOf, windowFor } from './row-window.ts';
import { openSession, type Session } from './session.ts';
import type { DetectMessage, FromWorker, ToWorker, WorkerPicture, WorkerSetup } from './worker-messages.ts';

const { model, threads, provider, gate } = workerData as WorkerSetup;
const { input, head, labels, suppressionIou } = model.manifest;

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

const wholeHeight: RowWindow = { top: 0, rows: input.height };
let gathered = new Uint8Array(0);

/** The rows that hold a picture; those of several must be as many. */
function windowsOf(pictures: readonly WorkerPicture[]): RowWindow[] {
  const windows = pictures.map((picture) => windowFor(picture, model.manifest));
  const isEven = windows.every(({ rows }) => rows === windows[0]?.rows);
  return isEven ? windows : windows.map(() => wholeHeight);
}

/** One picture goes in as it is; several are laid one after the other. */
function gather(pictures: readonly WorkerPicture[], windows: readonly RowWindow[]): Uint8Array {
  const parts = pictures.map((picture, index) =>
    rowsOf(picture.input, windows[index] ?? wholeHeight, input.width),
  );
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  if (gathered.length < size) gathered = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    gathered.set(part, at);
    at += part.length;
  }
  return gathered.subarray(0, size);
}

/** What the network said of one picture, in pixels of its source. */
function readPicture(
  outputs: OutputTensors,
  picture: WorkerPicture,
  index: number,
  { top, rows }: RowWindow,
) {
  const letterbox = { ...picture.letterbox, padY: picture.letterbox.padY - top };
  const source = { ...picture, letterbox, picture: index, inputWidth: input.width, inputHeight: rows };
  return readDetections(head, outputs, source, suppressionIou, labels);
}

/** CPU time of this thread where it does the whole work; with more threads, their time on the clock. */
function startMeter(): () => number {
  const began = performance.now();
  const before = process.threadCpuUsage();
  return () => {
    if (threads > 1) return (performance.now() - began) * threads;
    const used = process.threadCpuUsage(before);
    return (used.user + used.system) / 1000;
  };
}

async function detect(session: Session, { batch, pictures }: DetectMessage): Promise<void> {
  const stop = startMeter();
  const windows = windowsOf(pictures);
  const gatheredPictures = gather(pictures, windows);
  const outputs = await passGate(gate, () =>
    session.run(gatheredPictures, pictures.length, windows[0]?.rows),
  );
  if (outputs === undefined) return;
  const inferenceMs = stop();
  const found = pictures.map((picture, index) =>
    readPicture(outputs, picture, index, windows[index] ?? wholeHeight),
  );
  send({ kind: 'done', batch, found, inferenceMs }, found.flatMap(buffersOf));
}

function buffersOf({ boxesXyxy, scores, classIds }: Detections): ArrayBuffer[] {
  return [boxesXyxy.buffer, scores.buffer, classIds.buffer] as ArrayBuffer[];
}

async function start(): Promise<void> {
  const session = await passGate(gate, () => openSession({ model: model.file, ...input, threads, provider }));
  if (session === undefined) return;
  serve(session);
  send({ kind: 'ready', provider: session.provider, notice: session.notice });
}

function serve(session: Session): void {
  // One after the other: a message that arrives during a run waits in the port.
  let last: Promise<void> = Promise.resolve();
  let isStopping = false;
  async function answer(request: DetectMessage): Promise<void> {
    if (!isStopping) await detect(session, request);
  }
  async function stop(): Promise<void> {
    await passGate(gate, () => session.close());
    parentPort?.close();
  }
  parentPort?.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') {
      isStopping = true;
      last = last.then(stop);
    } else {
      last = last
        .then(() => answer(message))
        .catch((fault) => send({ kind: 'failed', batch: message.batch, reason: messageOf(fault) }));
    }
  });
}

start().catch((fault) => send({ kind: 'unusable', reason: messageOf(fault) }));
