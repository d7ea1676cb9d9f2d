import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

describe('writing for the reader', () => {
  it('writes 24-hour times in the territory’s time zone', () => {
    expect(createFormat('fr', 'Europe/Paris').time('2026-11-23T22:05:00Z')).toBe('23:05');
    expect(createFormat('en', 'Europe/Paris').time('2026-11-23T23:05:00Z')).toBe('00:05');
  });

  it('writes decimals as the language does', () => {
    expect(createFormat('fr', 'UTC').number(1.25, 2)).toBe('1,25');
    expect(createFormat('en', 'UTC').number(1.25, 2)).toBe('1.25');
  });

  it('drops the day of what happened today', () => {
    const format = createFormat('en', 'UTC');
    const now = Date.parse('2026-11-23T10:00:00Z');
    expect(format.recent('2026-11-23T08:00:01Z', now)).toBe('08:00:01');
    expect(format.recent('2026-11-22T08:00:01Z', now)).toContain('22 Nov');
  });

  it('never writes a little as nothing, nor nearly all as all', () => {
    const { share } = createFormat('en', 'UTC');
    expect([0, 0.002, 0.37, 0.997, 1].map(share)).toEqual(['0%', '< 1%', '37%', '> 99%', '100%']);
  });
});
