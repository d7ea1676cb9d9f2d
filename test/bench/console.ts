/** What the measurement of the pages is asked. */
export interface ConsoleRequest {
  readonly cameras: number;
  readonly alerts: number;
  readonly rounds: number;
}

/** A page opened in a browser that was just started. */
export interface OpenedPage {
  /** from the start of the browser until it can be told where to go */
  readonly launchMs: number;
  /** from there until the first alerts are drawn */
  readonly drawnMs: number;
  /** from there until a key pressed then was answered on the screen */
  readonly usableMs: number;
  /** the longest task until a few seconds later, when all is drawn that nobody waited for */
  readonly longestTaskMs: number;
  /** on the wire, until usable */
  readonly bytes: number;
  readonly requests: number;
}

/** What a person does. */
export type InteractionKind = 'move' | 'open' | 'decide' | 'filter' | 'type' | 'page';

/** One thing done. */
export interface Interaction {
  readonly kind: InteractionKind;
  /** from the key or click to the first picture after it, as the browser measures it (Event Timing); 16 stands for less */
  readonly paintedMs: number;
  /** from the key or click until all it asked for was drawn, what the server answers too */
  readonly shownMs: number;
}

/** What the pages need. */
export interface ConsoleFigures {
  /** a page without scripts of the same server: what everything else is compared with */
  readonly empty: readonly OpenedPage[];
  readonly overview: readonly OpenedPage[];
  readonly desk: readonly OpenedPage[];
  readonly interactions: readonly Interaction[];
  readonly scrolling: { readonly loadMs: number; readonly frames: readonly number[] };
  /** scripts as they were built, the largest first */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const shownFiles = 8;
const kinds: Readonly<Record<InteractionKind, string>> = {
  move: 'next alert by key',
  open: 'alert by click',
  decide: 'decision by key, stored',
  filter: 'filter',
  type: 'letter in a field',
  page: 'another page',
};

type Row = readonly [name: string, value: string, bar: string];

function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const median = <Item>(items: readonly Item[], read: (item: Item) => number): number =>
  share(items.map(read), 0.5);
const ms = (value: number): string => `${value.toFixed(0)} ms`;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

/** Prints what the pages need, or hands it over as JSON. */
export function tellConsole(figures: ConsoleFigures, isJson: boolean): void {
  if (isJson) console.log(JSON.stringify(figures));
  else
    for (const [name, value, bar] of rowsOf(figures))
      console.log(`${name.padEnd(34)} ${value.padEnd(62)} ${bar}`);
}

function rowsOf({ empty, overview, desk, interactions, scrolling, files }: ConsoleFigures): Row[] {
  const launchMs = median([...empty, ...overview, ...desk], (page) => page.launchMs);
  return [
    ['start of the browser', ms(launchMs), ''],
    ['empty page of the same server', ms(median(empty, ({ drawnMs }) => drawnMs)), ''],
    ...pageRows('overview', overview, empty),
    ...pageRows('alert desk', desk, empty),
    ...Object.entries(kinds).map(([kind, name]) =>
      interactionRow(
        name,
        interactions.filter((one) => one.kind === kind),
      ),
    ),
    interactionRow('all of these', interactions),
    ['the whole list loaded', ms(scrolling.loadMs), ''],
    ['pictures while it is scrolled, p95', ms(share(scrolling.frames, 0.95)), '< 100 ms'],
    ...files
      .slice(0, shownFiles)
      .map(({ name, bytes }): Row => [`script ${name}`, `${kilobytes(bytes)} before compression`, '']),
  ];
}

function pageRows(name: string, pages: readonly OpenedPage[], empty: readonly OpenedPage[]): Row[] {
  const usable = median(pages, ({ usableMs }) => usableMs);
  const bare = median(empty, ({ drawnMs }) => drawnMs);
  const size = `${median(pages, ({ requests }) => requests)} requests, ${kilobytes(median(pages, ({ bytes }) => bytes))}`;
  return [
    [
      `${name} usable`,
      `${ms(usable)}, ${(usable / bare).toFixed(1)} × empty (drawn ${ms(median(pages, ({ drawnMs }) => drawnMs))}; ${size})`,
      '',
    ],
    [
      '  with the start of the browser',
      ms(median(pages, (page) => page.launchMs + page.usableMs)),
      '< 2000 ms',
    ],
    ['  longest task', ms(median(pages, ({ longestTaskMs }) => longestTaskMs)), ''],
  ];
}

function interactionRow(name: string, interactions: readonly Interaction[]): Row {
  const painted = interactions.map(({ paintedMs }) => paintedMs);
  const shown = interactions.map(({ shownMs }) => shownMs);
  const both = (values: readonly number[]): string =>
    `p50 ${ms(share(values, 0.5))}, p95 ${ms(share(values, 0.95))}`;
  return [name, `${both(painted)} (all shown: ${both(shown)}; ${interactions.length} times)`, 'p95 < 100 ms'];
}
