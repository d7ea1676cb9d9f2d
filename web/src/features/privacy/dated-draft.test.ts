import { describe, expect, it } from 'vitest';
import { fieldOfInstant } from '@/components/local-instant.ts';
import { datesOf, isBackwards, spanOf } from './dated-draft.ts';

const record = { from: '2026-01-01T08:00:00.000Z', until: '2026-06-30T18:00:00.000Z' };

describe('dates of a record', () => {
  it('are those it has when it is changed', () => {
    expect(spanOf(datesOf(record, 'change'))).toEqual(record);
  });

  it('begin where it ends when it is renewed', () => {
    expect(datesOf(record, 'renew')).toEqual({ from: fieldOfInstant(record.until), until: '' });
  });

  it.each([
    ['', ''],
    ['2026-01-01T08:00', ''],
    ['2026-01-02T08:00', '2026-01-01T08:00'],
    ['2026-01-01T08:00', '2026-01-01T08:00'],
  ])('from "%s" until "%s" are not ready', (from, until) => {
    expect(spanOf({ from, until })).toBeUndefined();
  });

  it('run backwards only once both are there', () => {
    expect(isBackwards({ from: '2026-01-02T08:00', until: '' })).toBe(false);
    expect(isBackwards({ from: '2026-01-02T08:00', until: '2026-01-01T08:00' })).toBe(true);
  });
});
