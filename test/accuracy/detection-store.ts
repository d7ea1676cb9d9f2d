import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Detections } from '#analytics/detection/detections.ts';

/** What a detector found in each analysed picture of a clip. */
export type ClipDetections = readonly Detections[];

/** Detector output kept beside the clips, so that rules are scored without running the network again. */
export interface DetectionStore {
  /** undefined: nothing is kept. Throws where what is kept is of another model, precision, rate or clip. */
  find(clip: string, precision: string, key: string): Promise<ClipDetections | undefined>;
  insert(clip: string, precision: string, key: string, pictures: ClipDetections): Promise<void>;
}

/** Steps a pixel, and of a score: what is scored is rounded to them whether it comes from the store or not. */
const stepsPerPixel = 16;
const stepsPerScore = 4096;
/** A box may begin left of the picture, or above it. */
const leastPixel = -64;

/** Keeps one small file for each clip and precision in a folder. */
export function createDetectionStore(folder: string): DetectionStore {
  const fileOf = (clip: string, precision: string) => join(folder, precision, `${clip}.gz`);
  return {
    async find(clip, precision, key) {
      const bytes = await readFile(fileOf(clip, precision)).catch(absent);
      if (bytes === undefined) return undefined;
      const kept = unpack(gunzipSync(bytes));
      if (kept.key === key) return kept.pictures;
      throw new Error(
        `${clip}: the detector output that is kept (${precision}) is of another model, clip or rate. ` +
          'Renew it: npm run accuracy -- --store',
      );
    },
    async insert(clip, precision, key, pictures) {
      const file = fileOf(clip, precision);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, gzipSync(pack(key, pictures), { level: 9 }));
    },
  };
}

/** Names a detector's output on a clip: it holds for exactly this video, model, precision and rate. */
export async function outputKey(video: string, detector: string, framesPerSecond: number): Promise<string> {
  const hash = createHash('sha256').update(await readFile(video));
  return hash.update(`\n${detector}\n${framesPerSecond}`).digest('hex');
}

/** Output as it comes back from the store. */
export function rounded({ count, boxesXyxy, scores, classIds }: Detections): Detections {
  return {
    count,
    boxesXyxy: boxesXyxy.subarray(0, count * 4).map((value) => pixelOf(stepsOf(value))),
    scores: scores.subarray(0, count).map((score) => Math.round(score * stepsPerScore) / stepsPerScore),
    classIds: classIds.slice(0, count),
  };
}

const stepsOf = (pixel: number): number =>
  Math.min(0xffff, Math.max(0, Math.round((pixel - leastPixel) * stepsPerPixel)));
const pixelOf = (steps: number): number => steps / stepsPerPixel + leastPixel;

/** A line of JSON, then numbers of 16 bits column by column, low bytes before high ones: gzip finds more alike. */
function pack(key: string, pictures: ClipDetections): Buffer {
  const head = Buffer.from(`${JSON.stringify({ key, counts: pictures.map(({ count }) => count) })}\n`);
  const objects = pictures.flatMap(objectsOf);
  const columns = Array.from({ length: columnCount }, (_, at) => objects.map((row) => row[at] ?? 0));
  const numbers = columns.flat();
  const low = Uint8Array.from(numbers, (number) => number & 0xff);
  const high = Uint8Array.from(numbers, (number) => number >> 8);
  return Buffer.concat([head, low, high]);
}

const columnCount = 6;

function objectsOf({ count, boxesXyxy, scores, classIds }: Detections): number[][] {
  return Array.from({ length: count }, (_, at) => [
    ...Array.from(boxesXyxy.subarray(at * 4, at * 4 + 4), stepsOf),
    Math.round((scores[at] ?? 0) * stepsPerScore),
    classIds[at] ?? 0,
  ]);
}

function unpack(bytes: Buffer): { readonly key: string; readonly pictures: ClipDetections } {
  const end = bytes.indexOf('\n');
  const { key, counts } = JSON.parse(bytes.toString('utf8', 0, end)) as { key: string; counts: number[] };
  const total = counts.reduce((sum, count) => sum + count, 0);
  const low = bytes.subarray(end + 1);
  const number = (column: number, row: number): number => {
    const at = column * total + row;
    return (low[at] ?? 0) + 256 * (low[columnCount * total + at] ?? 0);
  };
  let row = 0;
  const pictures = counts.map((count) => {
    const first = row;
    row += count;
    const column = (at: number) => Array.from({ length: count }, (_, index) => number(at, first + index));
    const edges = [0, 1, 2, 3].map(column);
    return {
      count,
      boxesXyxy: Float32Array.from({ length: count * 4 }, (_, at) => pixelOf(edges[at % 4]?.[at >> 2] ?? 0)),
      scores: Float32Array.from(column(4), (steps) => steps / stepsPerScore),
      classIds: Uint16Array.from(column(5)),
    };
  });
  return { key, pictures };
}

function absent(fault: NodeJS.ErrnoException): undefined {
  if (fault.code !== 'ENOENT') throw fault;
  return undefined;
}
