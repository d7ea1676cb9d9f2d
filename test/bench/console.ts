/** What the measurement of the pages is asked. */
export interface ConsoleRequest {
  readonly cameras: number;
  readonly alerts: number;
  readonly rounds: number;
}

/** A page opened in a browser that was just started. */
export interface OpenedPage {
  readonly launchMs: number;
  readonly usableMs: number;
  /** on the wire */
  readonly bytes: number;
}

/** What the pages need. */
export interface ConsoleFigures {
  /** a page without scripts of the same server: what everything else is compared with */
  readonly empty: readonly OpenedPage[];
  readonly overview: readonly OpenedPage[];
  readonly desk: readonly OpenedPage[];
  readonly keys: { readonly move: readonly number[]; readonly decide: readonly number[] };
  readonly scrolling: { readonly loadMs: number; readonly frames: readonly number[] };
  /** scripts as they were built, the largest first */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const shownFiles = 8;

function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Prints what the pages need, or hands it over as JSON. */
export function tellConsole(figures: ConsoleFigures, isJson: boolean): void {
  const { empty, overview, desk, keys, scrolling, files } = figures;
  const usable = (pages: readonly OpenedPage[]): number =>
    share(
      pages.map(({ usableMs }) => usableMs),
      0.5,
    );
  const launch = share(
    [...empty, ...overview, ...desk].map(({ launchMs }) => launchMs),
    0.5,
  );
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  const page = (name: string, pages: readonly OpenedPage[]): [string, string, string] => [
    name,
    `${ms(usable(pages))} (${(usable(pages) / usable(empty)).toFixed(1)} × empty, ${kilobytes(pages[0]?.bytes ?? 0)})`,
    '< 2000 ms',
  ];
  const rows: [string, string, string][] = [
    ['start of the browser', ms(launch), ''],
    ['empty page of the same server', ms(usable(empty)), ''],
    page('overview usable', overview),
    page('alert desk usable', desk),
    ['next alert by key, p50', ms(share(keys.move, 0.5)), ''],
    ['next alert by key, p95', ms(share(keys.move, 0.95)), '< 100 ms'],
    ['decision by key, stored and shown, p50', ms(share(keys.decide, 0.5)), ''],
    ['decision by key, stored and shown, p95', ms(share(keys.decide, 0.95)), '< 100 ms'],
    ['the whole list loaded', ms(scrolling.loadMs), ''],
    ['pictures while it is scrolled, p95', ms(share(scrolling.frames, 0.95)), '< 100 ms'],
    ...files
      .slice(0, shownFiles)
      .map(({ name, bytes }): [string, string, string] => [`script ${name}`, kilobytes(bytes), '']),
  ];
  if (isJson) console.log(JSON.stringify(figures));
  else for (const [name, value, bar] of rows) console.log(`${name.padEnd(40)} ${value.padEnd(34)} ${bar}`);
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
