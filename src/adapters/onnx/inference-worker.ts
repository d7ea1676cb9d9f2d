import { parentPort, workerData } from 'node:worker_threads';
import { readDetections } from '#analytics/detection/decode.ts';
import type { Detections } from '#analytics/detection/detections.ts';
import { passGate } from './native-gate.ts';
import { openSession, type Session } from './session.ts';
import type { DetectMessage, FromWorker, ToWorker, WorkerPicture, WorkerSetup } from './worker-messages.ts';

const { model, threads, provider, gate } = workerData as WorkerSetup;
const { input, head, labels, suppressionIou } = model.manifest;

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

const reasonOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

let gathered = new Uint8Array(0);

/** One picture goes in as it is; several are laid one after the other. */
function gather(pictures: readonly WorkerPicture[]): Uint8Array {
  const [first] = pictures;
  if (pictures.length === 1 && first !== undefined) return first.input;
  const size = input.width * input.height * 3;
  if (gathered.length < size * pictures.length) gathered = new Uint8Array(size * pictures.length);
  pictures.forEach((picture, index) => {
    gathered.set(picture.input, index * size);
  });
  return gathered.subarray(0, size * pictures.length);
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
  const outputs = await passGate(gate, () => session.run(gather(pictures), pictures.length));
  if (outputs === undefined) return;
  const inferenceMs = stop();
  const found = pictures.map((picture, index) =>
    readDetections(
      head,
      outputs,
      { ...picture, picture: index, inputWidth: input.width, inputHeight: input.height },
      suppressionIou,
      labels,
    ),
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
        .catch((fault) => send({ kind: 'failed', batch: message.batch, reason: reasonOf(fault) }));
    }
  });
}

start().catch((fault) => send({ kind: 'unusable', reason: reasonOf(fault) }));
