import type { WallChoice } from './wall-layout.ts';

const keyOf = (personId: string): string => `vigie-wall:${personId}`;

/** What this person chose last on this device; which camera was enlarged is not kept. */
export function keptWall(personId: string | undefined): WallChoice {
  if (personId === undefined) return {};
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? readable(kept) : {};
  } catch {
    return {};
  }
}

/** Keeps the choice of this person on this device. */
export function keepWall(personId: string | undefined, { one: _one, ...choice }: WallChoice): void {
  if (personId !== undefined) localStorage.setItem(keyOf(personId), JSON.stringify(choice));
}

const sizes = [1, 4, 9, 16] as const;

function readable(kept: { readonly cameras?: unknown; readonly size?: unknown }): WallChoice {
  const size = sizes.find((one) => one === kept.size);
  return {
    ...(typeof kept.cameras === 'string' ? { cameras: kept.cameras } : {}),
    ...(size === undefined ? {} : { size }),
  };
}
