import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import { idsOf, numberOf } from '#analytics/rules/rule.ts';
import type { Track } from '#analytics/tracking/track.ts';
import { loadConfig } from '#app/config.ts';
import { openModels } from '#app/models.ts';
import type { CameraPlan, PlanRule } from '#features/video-analysis/analysis-plan.ts';
import { analyseOffline } from '#features/video-analysis/offline-pipeline.ts';
import type { Detector, FrameSource } from '#features/video-analysis/ports.ts';
import type { RuleEvent } from '#features/video-analysis/report.ts';
import type { Log } from '#foundation/log.ts';
import { planOfClip } from '../test/accuracy/clip-plan.ts';
import { readClips } from '../test/accuracy/footage-truth.ts';
import { openBrowser } from '../test/e2e/browser.ts';
import { ruleNotes } from './rule-notes.ts';

const folder = join(import.meta.dirname, '../docs/images/rules');
const footage = join(import.meta.dirname, '../test/fixtures/footage');
const jpegQuality = 72;
const quiet: Log = {
  debug() {},
  info() {},
  warn() {},
  error: (_, message) => process.stderr.write(`${message}\n`),
};

/** A picture of a clip as the pipeline saw it. */
interface Shot {
  readonly jpeg: Uint8Array;
  readonly tracks: readonly Track[];
}

/** What the pipeline made of a clip. */
interface Watched {
  readonly plan: CameraPlan;
  readonly width: number;
  readonly height: number;
  readonly shots: ReadonlyMap<number, Shot>;
  readonly events: readonly RuleEvent[];
}

/** Draws the picture of every kind of rule from the clips it names: the real pipeline, at the moment it tells. */
export async function drawRulePictures(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { models } = loadConfig().config;
  const model = await openModels(models.directory).ensure(models.name);
  const detector = await openDetector({ model, log: quiet });
  const source = createFrameSource({ log: quiet, anyFile: true, hardware: 'none' });
  const browser = await openBrowser();
  const clips = new Set(Object.values(ruleNotes).map(({ picture }) => picture.clip));
  for (const clip of clips) await drawClip(clip, await watch(clip, source, detector), browser);
  await browser.close();
  await source.stop();
  await detector.close();
}

async function watch(name: string, source: FrameSource, detector: Detector): Promise<Watched> {
  const [clip] = await readClips(footage, [name]);
  if (!clip) throw new Error(`no clip ${name}`);
  const plan = planOfClip(clip, { framesPerSecond: 5, motionGate: 'off', secondLook: 'off' });
  const jpegs = new Map<number, Uint8Array>();
  const shots = new Map<number, Shot>();
  const keeping: FrameSource = {
    async *open(request, signal) {
      for await (const picture of source.open(request, signal)) {
        jpegs.set(picture.timeMs, await picture.encodeJpeg(picture.width));
        yield picture;
      }
    },
  };
  const { events } = await analyseOffline({
    plan,
    source: keeping,
    detector,
    holidays: [],
    startMs: 0,
    decide: () => ({ allowed: true }),
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    signal: new AbortController().signal,
    onPicture: ({ offsetMs, tracks }) => {
      const jpeg = jpegs.get(offsetMs);
      if (jpeg) shots.set(offsetMs, { jpeg, tracks });
    },
  });
  return { plan, width: clip.truth.width, height: clip.truth.height, shots, events };
}

async function drawClip(clip: string, watched: Watched, browser: Browser): Promise<void> {
  for (const [kind, { picture }] of Object.entries(ruleNotes)) {
    if (picture.clip !== clip) continue;
    const rules = watched.plan.rules.filter((rule) => rule.kind === kind);
    const told = watched.events.find(({ ruleId }) =>
      rules.some(({ id, name }) => id === ruleId && (picture.rule === '*' || picture.rule === name)),
    );
    const rule =
      rules.find(({ id, name }) => (told ? id === told.ruleId : name === picture.rule)) ?? rules[0];
    if (!rule) throw new Error(`${clip} has no rule of kind ${kind}`);
    const shot = watched.shots.get(told?.timeMs ?? busiest(watched));
    if (!shot) throw new Error(`${clip}: no picture of ${kind}`);
    const page = await browser.newPage({ viewport: { width: watched.width, height: watched.height } });
    await page.setContent(pageOf(watched, rule, shot, told));
    const jpeg = await page.screenshot({ type: 'jpeg', quality: jpegQuality });
    await page.close();
    writeFileSync(join(folder, `${kind}.jpg`), jpeg);
    process.stdout.write(
      `${kind}: ${clip}, ${((told?.timeMs ?? 0) / 1000).toFixed(1)} s, ${jpeg.length} bytes\n`,
    );
  }
}

/** The picture with most objects, for a rule that never tells. */
function busiest({ shots }: Watched): number {
  const busy = [...shots].toSorted((a, b) => confirmed(b[1]).length - confirmed(a[1]).length);
  return busy[0]?.[0] ?? 0;
}

const confirmed = ({ tracks }: Shot): readonly Track[] => tracks.filter(({ state }) => state === 'confirmed');

function pageOf(watched: Watched, rule: PlanRule, shot: Shot, told: RuleEvent | undefined): string {
  const { width, height } = watched;
  const picture = `data:image/jpeg;base64,${Buffer.from(shot.jpeg).toString('base64')}`;
  return `<style>body{margin:0}svg{position:absolute;inset:0}polygon,line{stroke:#ffd43b;stroke-width:2}
    polygon{fill:#ffd43b;fill-opacity:.18}rect{fill:none;stroke:#fff;stroke-opacity:.8;stroke-width:1}
    .told{stroke:#ff6b6b;stroke-opacity:1;stroke-width:3}circle{fill:none;stroke:#ff6b6b;stroke-width:3}</style>
    <img src="${picture}" width="${width}" height="${height}">
    <svg width="${width}" height="${height}">${shapes(watched, rule)}${boxes(watched, shot, told)}</svg>`;
}

function shapes({ plan, width, height }: Watched, { parameters }: PlanRule): string {
  const zoneIds = [numberOf(parameters, 'zoneId'), ...idsOf(parameters, 'baysIds')];
  const lineIds = [numberOf(parameters, 'lineId'), ...idsOf(parameters, 'linesIds')];
  const zones = plan.zones
    .filter(({ id }) => zoneIds.includes(id))
    .map(
      ({ polygon }) =>
        `<polygon points="${polygon.map(([x, y]) => `${x * width},${y * height}`).join(' ')}"/>`,
    );
  const lines = plan.lines
    .filter(({ id }) => lineIds.includes(id))
    .map(({ from, to }) => {
      const [x1, y1, x2, y2] = [from[0] * width, from[1] * height, to[0] * width, to[1] * height];
      return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
    });
  return [...zones, ...lines].join('');
}

function boxes({ width, height }: Watched, shot: Shot, told: RuleEvent | undefined): string {
  const at = told?.point && ([told.point[0] * width, told.point[1] * height] as const);
  const isTold = ({ left, right, bottom }: Track) =>
    at !== null && at !== undefined && Math.hypot((left + right) / 2 - at[0], bottom - at[1]) < 3;
  const drawn = confirmed(shot).map((track) => {
    const { left, top, right, bottom } = track;
    const size = `x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"`;
    return `<rect ${size}${isTold(track) ? ' class="told"' : ''}/>`;
  });
  const isFound = confirmed(shot).some(isTold);
  return drawn.join('') + (at && !isFound ? `<circle cx="${at[0]}" cy="${at[1]}" r="22"/>` : '');
}
