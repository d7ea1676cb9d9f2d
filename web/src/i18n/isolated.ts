const firstIsolate = '\u2068';
const popIsolate = '\u2069';
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A name written from right to left, kept to itself: without it, the numbers and marks beside it would move to its other
 * side. All other values stay as they are; React escapes.
 */
export const isolated = (value: unknown): string => {
  const text = String(value);
  return rightToLeft.test(text) && !text.startsWith(firstIsolate)
    ? `${firstIsolate}${text}${popIsolate}`
    : text;
};
