import type { Colour } from '#features/zones/zone-schema.ts';

/** Colours that stand out from pictures by day and by night. */
export const colours: Readonly<Record<Colour, string>> = {
  yellow: '#ffd166',
  orange: '#ff9f52',
  red: '#ff6b5e',
  pink: '#ff8fc7',
  violet: '#c09bff',
  blue: '#7cc4ff',
  cyan: '#5fe0d8',
  green: '#8be28b',
};

const usual = { zone: colours.yellow, line: colours.blue, mask: '#d0d4da', ground: colours.green } as const;

/** What a shape is drawn with. */
export const colourOf = ({ colour, kind }: { colour: Colour | null; kind: keyof typeof usual }): string =>
  colour === null ? usual[kind] : colours[colour];
