import {
  canFinish,
  type EditorAction,
  type EditorState,
  type NewWords,
  selectedShape,
  type Tool,
} from './editor-state.ts';
import type { Point } from './shape.ts';

/** A key as the stage hears it. */
export interface StageKey {
  readonly key: string;
  readonly shift: boolean;
  readonly control: boolean;
}

/** What a key does: a step of the editor, or a move of the cross with which one draws. */
export type KeyEffect =
  | { readonly kind: 'step'; readonly action: EditorAction }
  | { readonly kind: 'cross'; readonly by: Point };

interface StageAt {
  readonly width: number;
  readonly height: number;
  /** where the cross stands */
  readonly cross: Point;
  readonly words: NewWords;
  /** bays that the next figure is cut into */
  readonly bays: number;
}

/** An arrow moves by a hundredth of the picture; with Shift by five pixels of the screen. */
const share = 0.01;
const finePixels = 5;
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const letters: Readonly<Record<string, Tool>> = {
  v: 'select',
  z: 'zone',
  l: 'line',
  m: 'mask',
  b: 'bay',
  g: 'ground',
};

/** What a key means on the stage; undefined: nothing, and the browser has it. */
export function keyEffect(state: EditorState, key: StageKey, stage: StageAt): KeyEffect | undefined {
  const step = (action: EditorAction | undefined): KeyEffect | undefined =>
    action && { kind: 'step', action };
  if (key.control) return step(historyStep(key));
  const by = moveOf(key, stage);
  const tool = letters[key.key];
  if (tool !== undefined) return step({ type: 'tool', tool });
  if (key.key === 'Escape') return step({ type: 'cancel' });
  if (state.tool === 'select')
    return step(by === undefined ? editStep(state, key) : moveStep(state, by, key));
  if (by !== undefined) return { kind: 'cross', by };
  return step(drawStep(state, key, stage));
}

/** Undo and redo, wherever the focus is. */
export function historyStep({ key, shift, control }: StageKey): EditorAction | undefined {
  if (!control) return undefined;
  const letter = key.toLowerCase();
  if (letter === 'y' || (letter === 'z' && shift)) return { type: 'redo' };
  return letter === 'z' ? { type: 'undo' } : undefined;
}

function moveOf({ key, shift }: StageKey, { width, height }: StageAt): Point | undefined {
  const way = arrows[key];
  if (way === undefined) return undefined;
  return shift
    ? [(way[0] * finePixels) / width, (way[1] * finePixels) / height]
    : [way[0] * share, way[1] * share];
}

function moveStep(state: EditorState, by: Point, { key }: StageKey): EditorAction | undefined {
  const shape = selectedShape(state);
  const { point } = state.selected ?? {};
  if (shape === undefined) return undefined;
  const at = point === undefined ? undefined : shape.points[point];
  // Presses of one arrow on one point are undone together.
  const tag = `key ${key} ${shape.key} ${point ?? ''}`;
  return at === undefined || point === undefined
    ? { type: 'move', key: shape.key, by, tag }
    : { type: 'place', key: shape.key, point, at: [at[0] + by[0], at[1] + by[1]], tag };
}

function editStep(state: EditorState, { key }: StageKey): EditorAction | undefined {
  const shape = selectedShape(state);
  if (shape === undefined) return undefined;
  const { point } = state.selected ?? {};
  if (key === 'Insert') return { type: 'insert', key: shape.key, after: point ?? shape.points.length - 1 };
  if (key === 'Enter') return { type: 'select', selected: { key: shape.key, point: point ?? 0 } };
  if (key !== 'Delete' && key !== 'Backspace') return undefined;
  return point === undefined
    ? { type: 'remove', key: shape.key }
    : { type: 'remove-point', key: shape.key, point };
}

function drawStep(
  state: EditorState,
  { key }: StageKey,
  { cross, words, bays }: StageAt,
): EditorAction | undefined {
  switch (key) {
    case ' ':
    case 'Insert':
      return { type: 'put', at: cross, words };
    case 'Enter':
      return canFinish(state) ? { type: 'finish', words, bays } : { type: 'put', at: cross, words };
    case 'Backspace':
    case 'Delete':
      return { type: 'take-back' };
    default:
      return undefined;
  }
}
