import { type EditorAction, type EditorState, type NewWords, shapesOf } from './editor-state.ts';
import { type Hit, hitTest } from './hit-test.ts';
import type { Point } from './shape.ts';

/** Where the pointer is, and what it is over. */
export interface PointerAt {
  readonly at: Point;
  readonly state: EditorState;
  readonly words: NewWords;
  readonly bays: number;
  readonly width: number;
  readonly height: number;
  /** how far from a point counts as on it, pixels */
  readonly reach: number;
}

interface Drag {
  readonly hit: Hit;
  readonly tag: string;
  readonly from: Point;
  last: Point;
  isMoved: boolean;
}

/** A hand trembles: shorter ways are a click. */
const shortestDrag = 3;

/** Turns what a pointer does into steps of the editor. */
export class Pointing {
  #drag: Drag | undefined;
  #drags = 0;

  down(pointer: PointerAt): EditorAction[] {
    const { state, at, words, bays } = pointer;
    if (state.tool !== 'select') {
      const isAgain = isNear(state.drawing.at(-1), pointer);
      if (closes(state, at, pointer) || isAgain) return [{ type: 'finish', words, bays }];
      return [{ type: 'put', at, words }];
    }
    const hit = hitTest(shapesOf(state), {
      at,
      size: pointer,
      reach: pointer.reach,
      selected: state.selected?.key,
    });
    if (hit === undefined) return [{ type: 'select', selected: undefined }];
    this.#drags += 1;
    this.#drag = { hit, tag: `drag ${this.#drags}`, from: at, last: at, isMoved: false };
    const point = hit.kind === 'point' ? { point: hit.index } : {};
    return [{ type: 'select', selected: { key: hit.key, ...point } }];
  }

  move(pointer: PointerAt): EditorAction[] {
    const drag = this.#drag;
    if (drag === undefined) return [];
    const { at } = pointer;
    const steps: EditorAction[] = [];
    if (!drag.isMoved) {
      if (pixelsBetween(drag.from, at, pointer) < shortestDrag) return [];
      drag.isMoved = true;
      if (drag.hit.kind === 'edge') steps.push(insertion(drag.hit, drag.tag));
    }
    const by: Point = [at[0] - drag.last[0], at[1] - drag.last[1]];
    drag.last = at;
    const { hit, tag } = drag;
    if (hit.kind === 'shape') steps.push({ type: 'move', key: hit.key, by, tag });
    else
      steps.push({
        type: 'place',
        key: hit.key,
        point: hit.kind === 'edge' ? hit.index + 1 : hit.index,
        at,
        tag,
      });
    return steps;
  }

  up(pointer: PointerAt): EditorAction[] {
    const drag = this.#drag;
    this.#drag = undefined;
    if (drag === undefined) return [];
    const isOnHandle = !drag.isMoved && drag.hit.kind === 'edge' && isMiddle(drag.hit, pointer);
    return [
      ...(isOnHandle && drag.hit.kind === 'edge' ? [insertion(drag.hit, drag.tag)] : []),
      { type: 'settle' },
    ];
  }
}

type EdgeHit = Extract<Hit, { readonly kind: 'edge' }>;

const insertion = ({ key, index, at }: EdgeHit, tag: string): EditorAction => ({
  type: 'insert',
  key,
  after: index,
  at,
  tag,
});

const pixelsBetween = (a: Point, b: Point, { width, height }: Pick<PointerAt, 'width' | 'height'>): number =>
  Math.hypot((a[0] - b[0]) * width, (a[1] - b[1]) * height);

const isNear = (point: Point | undefined, pointer: PointerAt): boolean =>
  point !== undefined && pixelsBetween(point, pointer.at, pointer) <= shortestDrag;

/** On the handle in the middle of an edge, where a click adds a point. */
function isMiddle({ key, index }: EdgeHit, pointer: PointerAt): boolean {
  const points = shapesOf(pointer.state).find((shape) => shape.key === key)?.points ?? [];
  const [from, to] = [points[index], points[(index + 1) % points.length]];
  if (from === undefined || to === undefined) return false;
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return pixelsBetween(middle, pointer.at, pointer) <= pointer.reach;
}

/** Whether a click there closes the figure that is being drawn. */
export function closes(
  { tool, drawing }: EditorState,
  at: Point,
  pointer: Pick<PointerAt, 'width' | 'height' | 'reach'>,
): boolean {
  const [first] = drawing;
  if (first === undefined || drawing.length < 3 || tool === 'line' || tool === 'ground') return false;
  return pixelsBetween(first, at, pointer) <= pointer.reach;
}
