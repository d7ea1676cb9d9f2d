/** French keeps high punctuation on the line of its word, with a thin space (a full one before a colon). */
export const inFrench = (text: string): string =>
  text
    .replace(/ ([;?!»])/g, '\u202f$1')
    .replace(/« /g, '«\u202f')
    .replace(/ :/g, '\u00a0:');
