import { insertPoint, moveShape, onPicture, placePoint, removePoint, rowOfBays } from './edit-points.ts';
import { begin, type History, mapHistory, record, redo, settle, undo } from './history.ts';
import { rebased } from './rebase.ts';
import { fewestPoints, freeName, groundKey, type Point, type Shape, type ShapeKind } from './shape.ts';

/** What the pointer does: takes shapes, or draws one of a sort. */
export type Tool = 'select' | 'zone' | 'line' | 'mask' | 'bay' | 'ground';

/** What is selected: a shape, or one of its points. */
export interface Selection {
  readonly key: string;
  readonly point?: number;
}

/** All of the editor that a person can see or undo. */
export interface EditorState {
  readonly history: History<readonly Shape[]>;
  /** what is stored, as far as this window knows */
  readonly base: readonly Shape[];
  readonly tool: Tool;
  /** points of the shape that is being drawn */
  readonly drawing: readonly Point[];
  readonly selected: Selection | undefined;
  /** number of the next new shape */
  readonly next: number;
}

/** Words that a new shape starts with, in the reader's language. */
export interface NewWords {
  readonly name: string;
  readonly forward: string;
  readonly backward: string;
}

export type EditorAction =
  | { readonly type: 'tool'; readonly tool: Tool }
  | { readonly type: 'put'; readonly at: Point; readonly words: NewWords }
  | { readonly type: 'finish'; readonly words: NewWords; readonly bays?: number }
  | { readonly type: 'cancel' }
  | { readonly type: 'take-back' }
  | { readonly type: 'select'; readonly selected: Selection | undefined }
  | {
      readonly type: 'place';
      readonly key: string;
      readonly point: number;
      readonly at: Point;
      readonly tag?: string;
    }
  | { readonly type: 'move'; readonly key: string; readonly by: Point; readonly tag?: string }
  | {
      readonly type: 'insert';
      readonly key: string;
      readonly after: number;
      readonly at?: Point;
      readonly tag?: string;
    }
  | { readonly type: 'remove-point'; readonly key: string; readonly point: number }
  | { readonly type: 'remove'; readonly key: string }
  | { readonly type: 'change'; readonly key: string; readonly change: Partial<Shape>; readonly tag?: string }
  | { readonly type: 'settle' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'discard' }
  /** the server was read again */
  | { readonly type: 'read'; readonly stored: readonly Shape[] }
  /** the server stored a shape, or removed it */
  | { readonly type: 'stored'; readonly key: string; readonly shape: Shape | undefined }
  /** somebody else stored another state: what is drawn here stands on that from now on */
  | {
      readonly type: 'resolve';
      readonly key: string;
      readonly theirs: Shape | undefined;
      readonly shape: Shape | undefined;
    };

/** The editor of what is stored, or of a draft of it. */
export function openEditor(base: readonly Shape[], draft: readonly Shape[] = base): EditorState {
  const history = draft === base ? begin(base) : record(begin(base), draft);
  const numbers = draft.map(({ key }) => Number(/^new (\d+)$/.exec(key)?.[1] ?? 0));
  return {
    history,
    base,
    tool: 'select',
    drawing: [],
    selected: undefined,
    next: Math.max(0, ...numbers) + 1,
  };
}

/** What is drawn now. */
export const shapesOf = ({ history }: EditorState): readonly Shape[] => history.present;

/** The shape that is selected. */
export const selectedShape = (state: EditorState): Shape | undefined =>
  shapesOf(state).find(({ key }) => key === state.selected?.key);

/** One step of the editor. */
export function editorStep(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case 'tool':
      return { ...state, tool: action.tool, drawing: [], selected: undefined };
    case 'put':
      return put(state, action.at, action.words);
    case 'finish':
      return finished(state, action.words, action.bays ?? 1);
    case 'cancel':
      return cancelled(state);
    case 'take-back':
      return { ...state, drawing: state.drawing.slice(0, -1) };
    case 'select':
      return { ...state, selected: action.selected };
    case 'settle':
      return { ...state, history: settle(state.history) };
    case 'undo':
      return withoutLost({ ...state, history: undo(state.history) });
    case 'redo':
      return withoutLost({ ...state, history: redo(state.history) });
    case 'discard':
      return { ...openEditor(state.base), next: state.next };
    case 'read':
      return read(state, action.stored);
    case 'stored':
      return stored(state, action.key, action.shape);
    case 'resolve':
      return resolved(state, action.key, action.theirs, action.shape);
    default:
      return edited(state, action);
  }
}

type Edit = Extract<EditorAction, { readonly key: string }>;

function edited(
  state: EditorState,
  action: Exclude<Edit, { readonly type: 'stored' | 'resolve' }>,
): EditorState {
  const shape = shapesOf(state).find(({ key }) => key === action.key);
  if (shape === undefined) return state;
  switch (action.type) {
    case 'place':
      return changed(state, placePoint(shape, action.point, action.at), action.tag);
    case 'move':
      return changed(state, moveShape(shape, action.by), action.tag);
    case 'change':
      return changed(state, { ...shape, ...action.change }, action.tag);
    case 'insert': {
      const next = insertPoint(shape, action.after, action.at);
      const selected = { key: shape.key, point: action.after + 1 };
      return next === undefined ? state : { ...changed(state, next, action.tag), selected };
    }
    case 'remove-point': {
      const next = removePoint(shape, action.point);
      if (next === undefined) return removed(state, shape.key);
      const point = Math.min(action.point, next.points.length - 1);
      return { ...changed(state, next), selected: { key: shape.key, point } };
    }
    case 'remove':
      return removed(state, shape.key);
  }
}

function changed(state: EditorState, next: Shape, tag?: string): EditorState {
  const shapes = shapesOf(state).map((shape) => (shape.key === next.key ? next : shape));
  return { ...state, history: record(state.history, shapes, tag) };
}

function removed(state: EditorState, key: string): EditorState {
  const shapes = shapesOf(state).filter((shape) => shape.key !== key);
  return { ...state, history: record(state.history, shapes), selected: undefined };
}

/** A selection of what is no longer there selects nothing. */
function withoutLost(state: EditorState): EditorState {
  const shape = selectedShape(state);
  if (shape === undefined) return { ...state, selected: undefined };
  const { point } = state.selected ?? {};
  return point !== undefined && point >= shape.points.length
    ? { ...state, selected: { key: shape.key } }
    : state;
}

const kindOf = (tool: Exclude<Tool, 'select'>): ShapeKind => (tool === 'bay' ? 'zone' : tool);

function put(state: EditorState, at: Point, words: NewWords): EditorState {
  if (state.tool === 'select') return state;
  if (state.tool === 'ground') return groundPut(state, onPicture(at));
  const drawing = [...state.drawing, onPicture(at)];
  const drawn = { ...state, drawing };
  return state.tool === 'line' && drawing.length === 2 ? finished(drawn, words, 1) : drawn;
}

/** A point of the ground is a shape's from the first on: its metres are typed afterwards. */
function groundPut(state: EditorState, at: Point): EditorState {
  const shapes = shapesOf(state);
  const ground = shapes.find(({ key }) => key === groundKey);
  const points = [...(ground?.points ?? []), at];
  const next: Shape = {
    key: groundKey,
    kind: 'ground',
    name: '',
    colour: null,
    points,
    metres: [...(ground?.metres ?? []), [0, 0]],
  };
  const all = [...shapes.filter(({ key }) => key !== groundKey), next];
  return {
    ...state,
    history: record(state.history, all),
    selected: { key: groundKey, point: points.length - 1 },
  };
}

function finished(state: EditorState, words: NewWords, bays: number): EditorState {
  const { tool, drawing } = state;
  if (tool === 'select' || tool === 'ground') return { ...state, tool: 'select', drawing: [] };
  const kind = kindOf(tool);
  if (drawing.length < fewestPoints[kind]) return state;
  const figures = tool === 'bay' && bays > 1 && drawing.length === 4 ? rowOfBays(drawing, bays) : [drawing];
  let shapes = shapesOf(state);
  figures.forEach((points, index) => {
    const shape: Shape = {
      key: `new ${state.next + index}`,
      kind,
      name: freeName(shapes, kind, words.name),
      points,
      colour: null,
      ...(kind === 'line' ? { forward: words.forward, backward: words.backward } : {}),
      ...(tool === 'bay' ? { isBay: true } : {}),
    };
    shapes = [...shapes, shape];
  });
  return {
    ...state,
    history: record(state.history, shapes),
    tool: 'select',
    drawing: [],
    selected: { key: `new ${state.next}` },
    next: state.next + figures.length,
  };
}

/** Escape: drops what is being drawn, then the tool, then the point, then the selection. */
function cancelled(state: EditorState): EditorState {
  if (state.drawing.length > 0) return { ...state, drawing: [] };
  if (state.tool !== 'select') return { ...state, tool: 'select' };
  const { selected } = state;
  return { ...state, selected: selected?.point === undefined ? undefined : { key: selected.key } };
}

function resolved(
  state: EditorState,
  key: string,
  theirs: Shape | undefined,
  shape: Shape | undefined,
): EditorState {
  const known = stored(state, key, theirs);
  const others = shapesOf(known).filter((one) => one.key !== key);
  const shapes = shape === undefined ? others : [...others, { ...shape, key }];
  return withoutLost({ ...known, history: settle(record(known.history, shapes)) });
}

/** A shape that was drawn here keeps the key it was drawn under. */
function rekeyed(base: readonly Shape[], now: readonly Shape[]): readonly Shape[] {
  const keyOf = ({ kind, id, key }: Shape): string =>
    base.find((one) => one.kind === kind && one.id !== undefined && one.id === id)?.key ?? key;
  return now.map((shape) => ({ ...shape, key: keyOf(shape) }));
}

function read(state: EditorState, stored: readonly Shape[]): EditorState {
  const { base } = state;
  const now = rekeyed(base, stored);
  const history = mapHistory(state.history, (shapes) => rebased(shapes, base, now).shapes);
  return withoutLost({ ...state, history, base: rebased(shapesOf(state), base, now).base });
}

/** Whatever is undone later, the shape is known to be stored so, or to be stored no longer. */
function stored(state: EditorState, key: string, shape: Shape | undefined): EditorState {
  const others = state.base.filter((one) => one.key !== key);
  const marked = (one: Shape): Shape => {
    if (one.key !== key) return one;
    const { id: _, version: __, ...bare } = one;
    const { id, version } = shape ?? {};
    return { ...bare, ...(id === undefined ? {} : { id }), ...(version === undefined ? {} : { version }) };
  };
  const history = mapHistory(state.history, (shapes) => shapes.map(marked));
  return {
    ...state,
    history: settle(history),
    base: shape === undefined ? others : [...others, { ...shape, key }],
  };
}

/** Whether a shape that is being drawn can be finished. */
export const canFinish = ({ tool, drawing }: EditorState): boolean =>
  tool !== 'select' && tool !== 'ground' && drawing.length >= fewestPoints[kindOf(tool)];
