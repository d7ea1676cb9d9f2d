import { expect, test } from 'vitest';
import { type ErrorCode, VigieError } from '#foundation/errors.ts';
import { problemOf } from './problem.ts';

test.each<[ErrorCode, number]>([
  ['invalid', 400],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not-found', 404],
  ['conflict', 409],
  ['unavailable', 503],
])('%s answers %i with its message', (code, status) => {
  expect(problemOf(new VigieError(code, 'Told'))).toMatchObject({
    status,
    detail: 'Told',
    type: 'about:blank',
  });
});

test("a fault of the server's own keeps its status below 500 and its words above it", () => {
  expect(problemOf(Object.assign(new Error('Body is too large'), { statusCode: 413 }))).toMatchObject({
    status: 413,
    detail: 'Body is too large',
  });
  expect(problemOf(Object.assign(new Error('secret'), { statusCode: 502 }))).not.toHaveProperty('detail');
  expect(problemOf('anything')).toMatchObject({ status: 500 });
});
