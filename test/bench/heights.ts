import type { HeightsFigures } from './measure-heights.ts';

/** Prints what the second look buys and costs. */
export function tellHeights(figures: HeightsFigures, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(figures));
    return;
  }
  const percent = (ratio: number) => `${(ratio * 100).toFixed(0)} %`.padStart(6);
  console.log('persons in 1920×1080, pixels high    number   without   with the second look');
  for (const { from, to, persons, recallOff, recallOn } of figures.heights) {
    const range = `${from} to ${to}`.padEnd(36);
    console.log(`${range} ${String(persons).padStart(6)}    ${percent(recallOff)}    ${percent(recallOn)}`);
  }
  console.log(`inferences a picture with it: ${figures.looksPerPicture.toFixed(1)}`);
}
