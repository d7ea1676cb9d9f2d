import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMot, parseMot } from './mot-format.ts';

test('a line of the 2015 format is read', () => {
  expect(parseMot('3,7,10,20.5,30,40,0.9,-1,-1,-1\n')).toEqual([
    { frame: 3, id: 7, left: 10, top: 20.5, right: 40, bottom: 60.5, confidence: 0.9 },
  ]);
});

test.each([
  { name: 'line ends of Windows', text: '1,1,0,0,5,5,1\r\n2,1,0,0,5,5,1\r\n' },
  { name: 'blanks and empty lines', text: '\n1, 1, 0, 0, 5, 5, 1\n\n 2, 1, 0, 0, 5, 5, 1' },
  { name: 'spaces for commas', text: '1 1 0 0 5 5 1\n2 1 0 0 5 5 1\n' },
  { name: 'no confidence', text: '1,1,0,0,5,5\n2,1,0,0,5,5\n' },
  { name: 'a byte order mark', text: '\uFEFF1,1,0,0,5,5,1\n2,1,0,0,5,5,1\n' },
  { name: 'pictures out of order', text: '2,1,0,0,5,5,1\n1,1,0,0,5,5,1\n' },
])('$name do no harm', ({ text }) => {
  const row = { id: 1, left: 0, top: 0, right: 5, bottom: 5, confidence: 1 };
  expect(parseMot(text)).toEqual([
    { frame: 1, ...row },
    { frame: 2, ...row },
  ]);
});

test.each([
  { text: '1,1,0,0,5', line: 1, field: 'height' },
  { text: '1,1,0,0,5,5,1\nhello', line: 2, field: 'frame' },
  { text: '1,1,0,0,5,5,1\n\n1,2,NaN,0,5,5,1', line: 3, field: 'left' },
  { text: '1,1,0,Infinity,5,5,1', line: 1, field: 'top' },
  { text: '0,1,0,0,5,5,1', line: 1, field: 'frame' },
  { text: '1.5,1,0,0,5,5,1', line: 1, field: 'frame' },
  { text: '1,-2,0,0,5,5,1', line: 1, field: 'id' },
  { text: '1,1,0,0,-5,5,1', line: 1, field: 'width' },
  { text: '1,1,0,0,5,0,1', line: 1, field: 'height' },
  { text: '1,1,0,0,5,5,sure', line: 1, field: 'confidence' },
  { text: '1,,0,0,5,5,1', line: 1, field: 'id' },
  { text: '1,1,0,0,5,5,1\n1,1,9,9,5,5,1', line: 2, field: 'id' },
])('the fault of "$text" is named', ({ text, line, field }) => {
  expect(parseMot(text)).toMatchObject({ line, field });
});

test('several detections of one picture all stand under -1', () => {
  expect(parseMot('1,-1,0,0,5,5,1\n1,-1,9,9,5,5,1')).toHaveLength(2);
});

test('what is written is read again, to a hundredth of a pixel', () => {
  const side = fc.double({ min: -500, max: 5000, noNaN: true });
  const frame = fc.integer({ min: 1, max: 1000 });
  const row = fc.record({ frame, left: side, top: side, width: fc.integer({ min: 1, max: 900 }) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (shapes) => {
      const rows = shapes
        .map(({ frame, left, top, width }, id) => ({
          frame,
          id,
          left,
          top,
          right: left + width,
          bottom: top + 2 * width,
          confidence: 0.5,
        }))
        .sort((a, b) => a.frame - b.frame);
      const read = parseMot(formatMot(rows));
      expect('message' in read).toBe(false);
      expect(read).toHaveLength(rows.length);
      rows.forEach((expected, index) => {
        const got = 'message' in read ? undefined : read[index];
        expect(got?.id).toBe(expected.id);
        expect(Math.abs((got?.right ?? 0) - expected.right)).toBeLessThan(0.02);
      });
    }),
  );
});
