import { describe, expect, it } from 'vitest';
import { type EditorState, openEditor } from './editor-state.ts';
import type { Point, Shape } from './shape.ts';
import { keyEffect } from './stage-keys.ts';

const yard: Shape = {
  key: 'zone 4',
  kind: 'zone',
  name: 'yard',
  colour: null,
  points: [
    [0.2, 0.2],
    [0.6, 0.2],
    [0.6, 0.6],
  ],
};
const words = { name: 'Zone', forward: 'in', backward: 'out' };
const cross: Point = [0.5, 0.5];
const open = openEditor([yard]);
const onShape: EditorState = { ...open, selected: { key: 'zone 4' } };
const onPoint: EditorState = { ...open, selected: { key: 'zone 4', point: 1 } };
const drawing: EditorState = { ...open, tool: 'zone', drawing: yard.points };
const press = (state: EditorState, key: string, { shift = false, control = false } = {}) =>
  keyEffect(state, { key, shift, control }, { width: 1000, height: 500, cross, words, bays: 1 });

describe('keys on the picture', () => {
  it.each<[string, EditorState, string, object, unknown]>([
    ['an arrow moves a shape by a hundredth', onShape, 'ArrowLeft', {}, { type: 'move', by: [-0.01, 0] }],
    [
      'Shift and an arrow move a point by five pixels',
      onPoint,
      'ArrowDown',
      { shift: true },
      { type: 'place', point: 1, at: [0.6, expect.closeTo(0.21)] },
    ],
    [
      'Insert adds a point after the one that is selected',
      onPoint,
      'Insert',
      {},
      { type: 'insert', after: 1 },
    ],
    ['Insert on a shape adds one at its end', onShape, 'Insert', {}, { type: 'insert', after: 2 }],
    [
      'Enter goes into the points of a shape',
      onShape,
      'Enter',
      {},
      { type: 'select', selected: { point: 0 } },
    ],
    ['Delete removes a point', onPoint, 'Delete', {}, { type: 'remove-point', point: 1 }],
    ['Delete removes a shape', onShape, 'Delete', {}, { type: 'remove', key: 'zone 4' }],
    ['Escape leaves', onPoint, 'Escape', {}, { type: 'cancel' }],
    ['Space puts a point where the cross is', drawing, ' ', {}, { type: 'put', at: cross }],
    ['Enter finishes a figure', drawing, 'Enter', {}, { type: 'finish' }],
    ['Enter puts a point while there are too few', { ...drawing, drawing: [] }, 'Enter', {}, { type: 'put' }],
    ['Backspace takes the last point back', drawing, 'Backspace', {}, { type: 'take-back' }],
    ['Ctrl+Z undoes', open, 'z', { control: true }, { type: 'undo' }],
    ['Ctrl+Shift+Z redoes', open, 'Z', { control: true, shift: true }, { type: 'redo' }],
    ['a letter takes a tool', open, 'l', {}, { type: 'tool', tool: 'line' }],
  ])('%s', (_, state, key, held, action) => {
    expect(press(state, key, held)).toMatchObject({ kind: 'step', action });
  });

  it('arrows move the cross while one draws', () => {
    expect(press(drawing, 'ArrowRight')).toEqual({ kind: 'cross', by: [0.01, 0] });
  });

  it('what means nothing is left to the browser', () => {
    expect(press(open, 'Tab')).toBeUndefined();
    expect(press(open, 'c', { control: true })).toBeUndefined();
    expect(press(open, 'Delete')).toBeUndefined();
  });
});
