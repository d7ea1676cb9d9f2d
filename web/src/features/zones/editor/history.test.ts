import { describe, expect, it } from 'vitest';
import { begin, mapHistory, record, redo, settle, undo } from './history.ts';

const drawn = (...states: readonly string[]) =>
  states.reduce((history, state) => record(history, state), begin('a'));

describe('undo and redo', () => {
  it('go back and forth', () => {
    const history = drawn('b', 'c');
    expect(undo(history).present).toBe('b');
    expect(undo(undo(history)).present).toBe('a');
    expect(redo(undo(history)).present).toBe('c');
  });

  it('stop at both ends', () => {
    const history = drawn('b');
    expect(undo(undo(undo(history))).present).toBe('a');
    expect(redo(history)).toBe(history);
  });

  it('a new step forgets what was taken back', () => {
    expect(redo(record(undo(drawn('b')), 'x')).present).toBe('x');
  });

  it('the moves of one drag are undone together, those of the next by themselves', () => {
    const dragged = record(record(begin('a'), 'b', 'drag'), 'c', 'drag');
    expect(undo(dragged).present).toBe('a');
    expect(undo(record(settle(dragged), 'd', 'drag')).present).toBe('c');
  });

  it('every state can be brought up to date', () => {
    const history = mapHistory(undo(drawn('b', 'c')), (state) => state.toUpperCase());
    expect([undo(history).present, history.present, redo(history).present]).toEqual(['A', 'B', 'C']);
  });
});
