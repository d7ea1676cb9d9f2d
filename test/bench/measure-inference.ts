import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import { wideRows } from '#adapters/onnx/measure-speed.ts';
import { openSession, type Session } from '#adapters/onnx/session.ts';
import { sunTimes } from '#adapters/sun/sun-times.ts';
import { openModels, openPrecision } from '#app/models.ts';
import type { InstalledModel, Precision } from '#features/models/ports.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { analyseOffline } from '#features/video-analysis/offline-pipeline.ts';
import type { Detector } from '#features/video-analysis/ports.ts';
import { decide, lawful } from '../lawful.ts';

/** What this process is asked to measure, as JSON in its first argument. */
export interface InferenceRequest {
  readonly models: string;
  readonly model: string;
  /** clips measured against bare inference, every picture analysed */
  readonly overhead: readonly string[];
  /** clips measured at 5 analysed pictures a second */
  readonly cameras: readonly string[];
  readonly rounds: number;
}

/** Figures of one clip with every picture analysed, against the network alone. */
export interface OverheadFigures {
  readonly overheadRatio: number;
  readonly framesPerSecond: number;
  readonly cpuSecondsPerFrame: number;
  readonly bareCpuSecondsPerFrame: number;
  /** the same against the CPU time that the network took inside the pipeline itself */
  readonly overheadInRunRatio: number;
  readonly frames: number;
}

/** Figures of one camera at 5 analysed pictures a second. */
export interface CameraFigures {
  readonly camerasPerCore: number;
  readonly objectsPerPicture: number;
  readonly cpuMsPerPicture: number;
  /** looks of the network, a picture: fewer than one where nothing moves */
  readonly looksPerPicture: number;
  /** the network alone, in turns with the pipeline */
  readonly bareCpuMsPerLook: number;
  /** analysed pictures a second of as many cameras as a core serves, of the looks a second of the network alone */
  readonly lookShare: number;
  /** CPU time of the network in the pipeline, of all of it */
  readonly networkShare: number;
}

/** What this process prints, as JSON. */
export interface InferenceFigures {
  readonly overhead: readonly OverheadFigures[];
  /** what the cameras were measured in: the form that `precision: auto` takes on this machine */
  readonly precision: Precision;
  readonly cameras: readonly CameraFigures[];
  /** the same with the second look on */
  readonly enlarged: readonly CameraFigures[];
}

const log = { debug() {}, info() {}, warn() {}, error() {} };
const warmUpRuns = 15;
const bareRuns = 60;
/** Analysed pictures a second of a camera. */
const cameraRate = 5;

/** A plan that uses lines, zones and rules as a camera of a depot does. */
function planOf(url: string, framesPerSecond: number, pace: Partial<CameraPlan> = {}): CameraPlan {
  const classes = ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck'];
  const square = [
    [0.05, 0.3],
    [0.95, 0.3],
    [0.95, 0.95],
    [0.05, 0.95],
  ] as const;
  return {
    id: 1,
    name: 'bench',
    source: { url: `file:${url}` },
    legal: lawful('closed-site'),
    framesPerSecond,
    confidence: 0.4,
    masks: [],
    zones: [{ id: 1, name: 'square', polygon: square }],
    lines: [
      { id: 1, name: 'across', from: [0.5, 0.2], to: [0.5, 1], forward: 'left', backward: 'right', classes },
      { id: 2, name: 'along', from: [0, 0.6], to: [1, 0.6], forward: 'down', backward: 'up', classes },
    ],
    rules: [
      {
        id: 1,
        kind: 'intrusion',
        name: 'intrusion',
        parameters: { zoneId: 1, classes: ['person', 'car'] },
        period: {
          name: 'day',
          timeZone: 'Europe/Paris',
          weekly: [{ days: ['monday'], from: '00:00', to: '24:00' }],
        },
        cooldownSeconds: 60,
        minimumConfidence: null,
      },
    ],
    position: null,
    ground: [],
    motionGate: 'off',
    secondLook: 'off',
    priority: 'normal',
    ...pace,
  };
}

/** CPU seconds of all threads of this process so far. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

interface Spent {
  cpu: number;
  wall: number;
  frames: number;
  objects: number;
  videoSeconds: number;
}

const nothing = (): Spent => ({ cpu: 0, wall: 0, frames: 0, objects: 0, videoSeconds: 0 });

async function runPipeline(detector: Detector, plan: CameraPlan, into: Spent): Promise<void> {
  const source = createFrameSource({ log, anyFile: true, hardware: 'none' });
  const cpu = cpuSeconds();
  const wall = performance.now();
  const result = await analyseOffline({
    plan,
    holidays: [],
    startMs: 0,
    source,
    detector,
    decide,
    sunTimes,
    signal: new AbortController().signal,
    onPicture: ({ tracks }) => {
      into.objects += tracks.filter(({ state }) => state === 'confirmed').length;
    },
  });
  into.cpu += cpuSeconds() - cpu;
  into.wall += (performance.now() - wall) / 1000;
  into.frames += result.pictures;
  into.videoSeconds += ((result.lastMs - result.firstMs) * result.pictures) / (result.pictures - 1) / 1000;
  await source.stop();
}

/** The network alone, on as many rows as it looks at for the clips, which are 16:9. */
async function runBare({ session, rows, rowBytes }: Engine, runs: number, into: Spent): Promise<void> {
  const bytes = rows * rowBytes;
  const picture = new Uint8Array(bytes).fill(114);
  for (let index = 0; index < bytes; index += 7) picture[index] = index % 251;
  const cpu = cpuSeconds();
  for (let run = 0; run < runs; run += 1) await session.run(picture, 1, rows);
  into.cpu += cpuSeconds() - cpu;
  into.frames += runs;
}

async function measureOverhead(engine: Engine, clip: string, rounds: number): Promise<OverheadFigures> {
  const bares: number[] = [];
  const pipelines: number[] = [];
  const total = nothing();
  const plan = planOf(clip, 1000);
  const before = (await engine.detector.usage()).inferenceMs;
  // In short turns, so that a machine that grows warm or busy weighs on both alike.
  for (let round = 0; round < rounds; round += 1) {
    const pipeline = nothing();
    const bare = nothing();
    await runPipeline(engine.detector, plan, pipeline);
    await runBare(engine, pipeline.frames, bare);
    pipelines.push(pipeline.cpu / pipeline.frames);
    bares.push(bare.cpu / bare.frames);
    total.cpu += pipeline.cpu;
    total.wall += pipeline.wall;
    total.frames += pipeline.frames;
  }
  const inferenceSeconds = ((await engine.detector.usage()).inferenceMs - before) / 1000;
  const cpuSecondsPerFrame = median(pipelines);
  const bareCpuSecondsPerFrame = median(bares);
  return {
    overheadRatio: (cpuSecondsPerFrame - bareCpuSecondsPerFrame) / bareCpuSecondsPerFrame,
    framesPerSecond: total.frames / total.wall,
    cpuSecondsPerFrame,
    bareCpuSecondsPerFrame,
    overheadInRunRatio: (total.cpu - inferenceSeconds) / inferenceSeconds,
    frames: total.frames,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

async function measureCamera(
  engine: Engine,
  clip: string,
  secondLook: 'on' | 'off',
  rounds: number,
): Promise<CameraFigures> {
  const plan = planOf(clip, cameraRate, { motionGate: 'auto', secondLook });
  const before = await engine.detector.usage();
  const total = nothing();
  const pictures: number[] = [];
  const bares: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [spent, bare] = [nothing(), nothing()];
    await runPipeline(engine.detector, plan, spent);
    await runBare(engine, bareRuns, bare);
    pictures.push((spent.cpu / spent.videoSeconds) * (1000 / cameraRate));
    bares.push((bare.cpu / bare.frames) * 1000);
    total.cpu += spent.cpu;
    total.frames += spent.frames;
    total.objects += spent.objects;
  }
  const { runs, inferenceMs } = await engine.detector.usage();
  const [cpuMsPerPicture, bareCpuMsPerLook] = [median(pictures), median(bares)];
  return {
    camerasPerCore: 1000 / cameraRate / cpuMsPerPicture,
    objectsPerPicture: total.objects / total.frames,
    cpuMsPerPicture,
    looksPerPicture: (runs - before.runs) / total.frames,
    bareCpuMsPerLook,
    lookShare: bareCpuMsPerLook / cpuMsPerPicture,
    networkShare: (inferenceMs - before.inferenceMs) / 1000 / total.cpu,
  };
}

interface Engine {
  readonly detector: Detector;
  readonly session: Session;
  readonly rows: number;
  readonly rowBytes: number;
}

async function openAll(model: InstalledModel): Promise<Engine> {
  const { input } = model.manifest;
  const detector = await openDetector({ model, workers: 1, threads: 1, provider: 'cpu' });
  const session = await openSession({ model: model.file, ...input, threads: 1, provider: 'cpu' });
  return { detector, session, rows: wideRows(model.manifest), rowBytes: input.width * 3 };
}

async function main(request: InferenceRequest): Promise<InferenceFigures> {
  const float = await openModels(request.models).ensure(request.model);
  const engine = await openAll(float);
  await runBare(engine, warmUpRuns, nothing());
  const [first] = [...request.overhead, ...request.cameras];
  if (first) await runPipeline(engine.detector, planOf(first, 5), nothing());
  const overhead: OverheadFigures[] = [];
  for (const clip of request.overhead) overhead.push(await measureOverhead(engine, clip, request.rounds));
  await engine.detector.close();
  await engine.session.close();
  const { model, choice } = await openPrecision(request.models).choose(float, 'auto', 'cpu');
  const used = await openAll(model);
  if (first) await runPipeline(used.detector, planOf(first, 5), nothing());
  const cameras: CameraFigures[] = [];
  const enlarged: CameraFigures[] = [];
  for (const clip of request.cameras) {
    cameras.push(await measureCamera(used, clip, 'off', request.rounds));
    enlarged.push(await measureCamera(used, clip, 'on', 1));
  }
  await used.detector.close();
  await used.session.close();
  return { overhead, precision: choice.precision, cameras, enlarged };
}

const request: InferenceRequest = JSON.parse(process.argv[2] ?? '{}');
process.stdout.write(JSON.stringify(await main(request)));
