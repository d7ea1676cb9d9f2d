import { describe, expect, it } from 'vitest';
import {
  canFinish,
  type EditorAction,
  type EditorState,
  editorStep,
  openEditor,
  shapesOf,
} from './editor-state.ts';
import { closes } from './pointing.ts';
import type { Point, Shape } from './shape.ts';

const yard: Shape = {
  key: 'zone 4',
  kind: 'zone',
  id: 4,
  version: 1,
  name: 'yard',
  colour: null,
  points: [
    [0.2, 0.2],
    [0.6, 0.2],
    [0.6, 0.6],
  ],
};
const words = { name: 'Zone', forward: 'in', backward: 'out' };
const stepped = (state: EditorState, ...actions: readonly EditorAction[]) =>
  actions.reduce(editorStep, state);
const put = (...points: readonly Point[]): EditorAction[] => points.map((at) => ({ type: 'put', at, words }));
const open = openEditor([yard]);

describe('drawing', () => {
  it('a zone: point by point, then finished and selected', () => {
    const drawn = stepped(open, { type: 'tool', tool: 'zone' }, ...put([0, 0], [0.5, 0], [0.5, 0.5]));
    expect(canFinish(drawn)).toBe(true);
    const done = stepped(drawn, { type: 'finish', words });
    expect(shapesOf(done)[1]).toMatchObject({
      key: 'new 1',
      name: 'Zone 1',
      points: [
        [0, 0],
        [0.5, 0],
        [0.5, 0.5],
      ],
    });
    expect(done).toMatchObject({ tool: 'select', selected: { key: 'new 1' }, drawing: [] });
    expect(shapesOf(stepped(done, { type: 'undo' }))).toEqual([yard]);
  });

  it('a zone of two points is none', () => {
    const drawn = stepped(open, { type: 'tool', tool: 'zone' }, ...put([0, 0], [0.5, 0]), {
      type: 'finish',
      words,
    });
    expect(shapesOf(drawn)).toEqual([yard]);
  });

  it('a line is finished by its second point', () => {
    const drawn = stepped(open, { type: 'tool', tool: 'line' }, ...put([0, 0], [0.5, 0]));
    expect(shapesOf(drawn)[1]).toMatchObject({ kind: 'line', forward: 'in', backward: 'out' });
  });

  it('a row of bays is cut from four corners', () => {
    const corners = put([0, 0], [0.6, 0], [0.6, 0.3], [0, 0.3]);
    const drawn = stepped(open, { type: 'tool', tool: 'bay' }, ...corners, {
      type: 'finish',
      words,
      bays: 3,
    });
    expect(shapesOf(drawn).map(({ name }) => name)).toEqual(['yard', 'Zone 1', 'Zone 2', 'Zone 3']);
    expect(drawn.next).toBe(4);
  });

  it('points of the ground gather in one shape, each with its metres', () => {
    const drawn = stepped(open, { type: 'tool', tool: 'ground' }, ...put([0, 0], [0.5, 0]));
    expect(shapesOf(drawn)[1]).toMatchObject({
      kind: 'ground',
      points: [
        [0, 0],
        [0.5, 0],
      ],
      metres: [
        [0, 0],
        [0, 0],
      ],
    });
  });

  it('a click on the first point closes the figure', () => {
    const drawn = stepped(open, { type: 'tool', tool: 'zone' }, ...put([0, 0], [0.5, 0], [0.5, 0.5]));
    expect(closes(drawn, [0.005, 0], { width: 1000, height: 500, reach: 10 })).toBe(true);
    expect(closes(drawn, [0.05, 0], { width: 1000, height: 500, reach: 10 })).toBe(false);
  });

  it('Escape drops the figure, then the tool, then the point, then the selection', () => {
    const escaping: EditorAction = { type: 'cancel' };
    const drawn = stepped(open, { type: 'tool', tool: 'zone' }, ...put([0, 0]), escaping);
    expect(drawn).toMatchObject({ tool: 'zone', drawing: [] });
    expect(stepped(drawn, escaping).tool).toBe('select');
    const point = stepped(open, { type: 'select', selected: { key: 'zone 4', point: 1 } }, escaping);
    expect(point.selected).toEqual({ key: 'zone 4' });
    expect(stepped(point, escaping).selected).toBeUndefined();
  });
});

describe('editing', () => {
  it('the moves of one drag are one step', () => {
    const drag = (x: number): EditorAction => ({
      type: 'place',
      key: 'zone 4',
      point: 0,
      at: [x, 0.1],
      tag: 'drag 1',
    });
    const moved = stepped(open, drag(0.1), drag(0.15), { type: 'settle' }, { type: 'undo' });
    expect(shapesOf(moved)).toEqual([yard]);
  });

  it('the last points of a shape take it with them', () => {
    expect(shapesOf(stepped(open, { type: 'remove-point', key: 'zone 4', point: 0 }))).toEqual([]);
  });

  it('an inserted point is selected', () => {
    const inserted = stepped(open, { type: 'insert', key: 'zone 4', after: 0 });
    expect(inserted.selected).toEqual({ key: 'zone 4', point: 1 });
    expect(stepped(inserted, { type: 'undo' }).selected).toEqual({ key: 'zone 4', point: 1 });
  });

  it('what is undone away is not selected', () => {
    const drawn = stepped(open, { type: 'tool', tool: 'line' }, ...put([0, 0], [0.5, 0]), { type: 'undo' });
    expect(drawn.selected).toBeUndefined();
  });
});

describe('what is stored', () => {
  it('keeps its number and version through undo', () => {
    const drawn = stepped(open, { type: 'tool', tool: 'line' }, ...put([0, 0], [0.5, 0]));
    const renamed = stepped(drawn, { type: 'change', key: 'new 1', change: { name: 'gate' } });
    const shape = shapesOf(renamed)[1];
    const saved = stepped(renamed, {
      type: 'stored',
      key: 'new 1',
      shape: shape && { ...shape, id: 9, version: 1 },
    });
    expect(shapesOf(stepped(saved, { type: 'undo' }))[1]).toMatchObject({
      name: 'Zone 1',
      id: 9,
    });
  });

  it('a removed shape that is brought back is stored anew', () => {
    const removed = stepped(
      open,
      { type: 'remove', key: 'zone 4' },
      { type: 'stored', key: 'zone 4', shape: undefined },
    );
    const back = stepped(removed, { type: 'undo' });
    expect(shapesOf(back)[0]).not.toHaveProperty('id');
    expect(back.base).toEqual([]);
  });

  it('a draft that was left is opened over what is stored now', () => {
    const draft = [{ ...yard, name: 'mine' }];
    const opened = openEditor([yard], draft);
    expect(shapesOf(opened)).toEqual(draft);
    expect(shapesOf(stepped(opened, { type: 'discard' }))).toEqual([yard]);
  });
});
