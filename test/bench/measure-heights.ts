import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import { intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import { openModels } from '#app/models.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { analyseOffline } from '#features/video-analysis/offline-pipeline.ts';
import { readClips } from '../accuracy/footage-truth.ts';
import { lawful } from '../lawful.ts';
import { makeBenchClip } from './bench-clip.ts';

/** What this process is asked to measure, as JSON in its first argument. */
export interface HeightsRequest {
  readonly models: string;
  readonly model: string;
  /** folder with the clip and its truth */
  readonly footage: string;
  readonly clip: string;
  /** folder for the small copies */
  readonly cache: string;
  /** heights of the clip once it lies in a picture of 1920×1080, pixels */
  readonly shrunkTo: readonly number[];
}

/** Persons of one range of heights, in pixels of a 1920×1080 picture. */
export interface HeightFigures {
  readonly from: number;
  readonly to: number;
  readonly persons: number;
  readonly recallOff: number;
  readonly recallOn: number;
}

export interface HeightsFigures {
  readonly heights: readonly HeightFigures[];
  /** inferences for one of the first look */
  readonly looksPerPicture: number;
}

const log = { debug() {}, info() {}, warn() {}, error() {} };
const ranges = [20, 30, 45, 70, 120] as const;
const leastVisibility = 0.6;
const sameIou = 0.4;
const canvas = { width: 1920, height: 1080 };
const frames = 100;

interface Seen {
  readonly height: number;
  readonly isFound: boolean;
}

async function look(request: HeightsRequest, height: number, secondLook: 'on' | 'off') {
  const [clip] = await readClips(request.footage, [request.clip]);
  if (!clip) throw new Error(`no clip ${request.clip}`);
  const { truth } = clip;
  const scale = height / truth.height;
  const width = Math.round((truth.width * scale) / 2) * 2;
  const video = await makeBenchClip({
    from: clip.video,
    to: `${request.cache}/heights-${request.clip}-${height}.mp4`,
    width,
    height,
    canvas,
    framesPerSecond: truth.framesPerSecond,
    frames,
    isStill: false,
  });
  const model = await openModels(request.models).ensure(request.model);
  const detector = await openDetector({ model });
  const source = createFrameSource({ log, anyFile: true, hardware: 'none' });
  const seen: Seen[] = [];
  const classOf = new Map(truth.objects.map(({ id, class: name }) => [id, name]));
  const person = detector.labels.indexOf('person');
  const left0 = (canvas.width - width) / 2;
  const top0 = (canvas.height - height) / 2;
  let pictures = 0;
  const plan: CameraPlan = {
    id: 1,
    name: 'heights',
    source: { url: `file:${video}` },
    legal: lawful('closed-site'),
    framesPerSecond: 5,
    confidence: 0.4,
    masks: [],
    zones: [],
    lines: [],
    rules: [],
    position: null,
    ground: [],
    motionGate: 'off',
    secondLook,
    priority: 'normal',
  };
  await analyseOffline({
    plan,
    source,
    detector,
    holidays: [],
    startMs: 0,
    decide: () => ({ allowed: true }),
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    signal: new AbortController().signal,
    onPicture: ({ offsetMs, tracks }) => {
      pictures += 1;
      const found = tracks.filter(({ state, classId }) => state === 'confirmed' && classId === person);
      const rows = truth.frames[Math.round((offsetMs / 1000) * truth.framesPerSecond)] ?? [];
      for (const [id, left, top, right, bottom, visibility] of rows) {
        if (classOf.get(id) !== 'person' || visibility < leastVisibility) continue;
        const box = {
          left: left0 + left * scale,
          top: top0 + top * scale,
          right: left0 + right * scale,
          bottom: top0 + bottom * scale,
        };
        const isFound = found.some((track) => intersectionOverUnion(track, box) >= sameIou);
        seen.push({ height: box.bottom - box.top, isFound });
      }
    },
  });
  const { runs } = await detector.usage();
  await detector.close();
  await source.stop();
  return { seen, looks: runs / pictures };
}

function recallOf(seen: readonly Seen[], from: number, to: number): { persons: number; recall: number } {
  const inside = seen.filter(({ height }) => height >= from && height < to);
  const found = inside.filter(({ isFound }) => isFound).length;
  return { persons: inside.length, recall: inside.length === 0 ? 0 : found / inside.length };
}

async function main(request: HeightsRequest): Promise<HeightsFigures> {
  const off: Seen[] = [];
  const on: Seen[] = [];
  const looks: number[] = [];
  for (const height of request.shrunkTo) {
    off.push(...(await look(request, height, 'off')).seen);
    const twice = await look(request, height, 'on');
    on.push(...twice.seen);
    looks.push(twice.looks);
  }
  const heights = ranges.slice(0, -1).map((from, index) => {
    const to = ranges[index + 1] ?? from;
    const { persons, recall } = recallOf(off, from, to);
    return { from, to, persons, recallOff: recall, recallOn: recallOf(on, from, to).recall };
  });
  return { heights, looksPerPicture: looks.reduce((sum, value) => sum + value, 0) / looks.length };
}

const request: HeightsRequest = JSON.parse(process.argv[2] ?? '{}');
process.stdout.write(JSON.stringify(await main(request)));
