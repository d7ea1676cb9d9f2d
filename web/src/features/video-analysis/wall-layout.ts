/** What the wall shows, all of it in the address. */
export interface WallChoice {
  /** ids such as `1,2`; absent: every camera that is switched on */
  readonly cameras?: string;
  readonly size?: 1 | 4 | 9 | 16;
  /** the camera that is enlarged */
  readonly one?: number;
}

const usualSize = 9;

/** Pictures at once: as chosen, else as many as there are, up to nine. */
export function wallSize({ size }: WallChoice, count: number): 1 | 4 | 9 | 16 {
  if (size !== undefined) return size;
  if (count <= 1) return 1;
  return count <= 4 ? 4 : usualSize;
}

/** The cameras chosen that are still there, in the order of the list. */
export function chosenCameras<Camera extends { readonly id: number; readonly enabled: boolean }>(
  all: readonly Camera[],
  { cameras }: WallChoice,
): readonly Camera[] {
  if (cameras === undefined) return all.filter(({ enabled }) => enabled);
  const ids = new Set(cameras.split(',').map(Number));
  return all.filter(({ id }) => ids.has(id));
}

/** One page of the wall; a page past the end is the last. */
export function pageOf<Item>(items: readonly Item[], size: number, page: number) {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { at, pages, from: at * size, shown: items.slice(at * size, (at + 1) * size) };
}

/** Where an arrow leads from a place of the wall; undefined for any other key, the same place at an edge. */
export function stepOnWall(key: string, from: number, count: number, columns: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  const to = from + step;
  return to >= 0 && to < count ? to : from;
}
