import { foundOf } from '#analytics/evaluation/detection-scores.ts';
import type { AnalysedClip } from './analyse-clip.ts';
import { type Clip, measuredClasses, type TrueBox } from './footage-truth.ts';
import { grouped } from './grouped.ts';

/** How many objects of a height were found. */
export interface HeightScore {
  readonly group: 'persons' | 'vehicles';
  /** the height as the network sees it, pixels: from this one on */
  readonly from: number;
  /** and below that one */
  readonly below: number;
  readonly objects: number;
  readonly found: number;
}

/** Edges of the bins, pixels of the network's input. */
const edges = [0, 8, 12, 16, 24, 32, 48, 64, 96, Number.POSITIVE_INFINITY];
const leastVisibility = 0.6;

/** Recall by the height at which the network sees an object, of all that show at least 60 % of themselves. */
export function recallByHeight(
  { truth }: Clip,
  { pictures }: AnalysedClip,
  input: { readonly width: number; readonly height: number },
): readonly HeightScore[] {
  const scale = Math.min(input.width / truth.width, input.height / truth.height);
  const scores: HeightScore[] = [];
  const classOf = new Map(truth.objects.map((object) => [object.id, object.class]));
  for (const { frame, detections } of pictures) {
    const shown = (truth.frames[frame] ?? []).flatMap(([id, left, top, right, bottom, visibility]) => {
      const name = classOf.get(id) ?? '';
      const isExpected = visibility >= leastVisibility && measuredClasses.has(name);
      return isExpected ? [{ id, class: name, left, top, right, bottom }] : [];
    });
    for (const name of new Set(shown.map((box) => box.class))) {
      const ofClass = shown.filter((box) => box.class === name);
      const hits = foundOf(
        ofClass,
        detections.filter((box) => box.class === name),
      );
      scores.push(...ofClass.map((box, at) => single(box, hits[at] ?? false, scale)));
    }
  }
  return addedUp(scores);
}

function single(box: TrueBox, isFound: boolean, scale: number): HeightScore {
  const height = (box.bottom - box.top) * scale;
  const at = edges.findLastIndex((edge) => height >= edge);
  const group = box.class === 'person' ? 'persons' : 'vehicles';
  const [from = 0, below = Number.POSITIVE_INFINITY] = [edges[at], edges[at + 1]];
  return { group, from, below, objects: 1, found: isFound ? 1 : 0 };
}

/** The scores of several clips as one, by group and height. */
export function addedUp(scores: readonly HeightScore[]): readonly HeightScore[] {
  const bins = grouped(scores, ({ group, from }) => `${group} ${from}`);
  return [...bins.values()]
    .flatMap(([first, ...more]) => {
      if (!first) return [];
      const sum = (key: 'objects' | 'found') => more.reduce((total, one) => total + one[key], first[key]);
      return [{ ...first, objects: sum('objects'), found: sum('found') }];
    })
    .sort((a, b) => a.group.localeCompare(b.group) || a.from - b.from);
}
