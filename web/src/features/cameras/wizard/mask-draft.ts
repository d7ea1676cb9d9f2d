import type { MaskInput } from '#features/zones/zone-schema.ts';

/** A part of the picture that is masked, percent of its sides. */
export interface MaskDraft {
  /** tells masks apart while they are edited */
  readonly key: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const least = 1;
const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
const rounded = (value: number): number => Math.round(value * 10) / 10;

/** The mask between two corners, in any order. */
export function maskBetween(
  key: string,
  [x, y]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): MaskDraft {
  const [left, top] = [within(Math.min(x, toX), 100), within(Math.min(y, toY), 100)];
  return {
    key,
    left: rounded(left),
    top: rounded(top),
    width: rounded(within(Math.max(x, toX), 100) - left),
    height: rounded(within(Math.max(y, toY), 100) - top),
  };
}

/** A mask never leaves the picture, whatever is typed. */
export function maskWithin(mask: MaskDraft): MaskDraft {
  const left = within(mask.left, 100 - least);
  const top = within(mask.top, 100 - least);
  return {
    ...mask,
    left,
    top,
    width: Math.max(least, within(mask.width, 100 - left)),
    height: Math.max(least, within(mask.height, 100 - top)),
  };
}

/** What is sent: its four corners, 0…1 of the picture. */
export function maskInput(name: string, { left, top, width, height }: MaskDraft): MaskInput {
  const share = (value: number): number => Number((value / 100).toFixed(4));
  const [right, bottom] = [left + width, top + height];
  return {
    name,
    polygon: [
      [share(left), share(top)],
      [share(right), share(top)],
      [share(right), share(bottom)],
      [share(left), share(bottom)],
    ],
  };
}

/** A drag of a pixel or two is a click. */
export const isDrawn = ({ width, height }: MaskDraft): boolean => width >= least && height >= least;
