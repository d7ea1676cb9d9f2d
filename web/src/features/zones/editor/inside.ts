import { useCallback, useRef, useState } from 'react';
import type { LiveTrack } from '#features/video-analysis/live-schema.ts';
import { contains } from './edit-points.ts';
import type { Shape } from './shape.ts';

/** How many objects stand in each zone as it is drawn: each stands where the middle of its lower edge is. */
export function insideOf(
  shapes: readonly Shape[],
  tracks: readonly Pick<LiveTrack, 'box'>[],
): Map<string, number> {
  const feet = tracks.map(({ box: [left, top, width, height] }): [number, number] => [
    left + width / 2,
    top + height,
  ]);
  const zones = shapes.filter(({ kind }) => kind === 'zone');
  const counts = zones.map(({ key, points }): [string, number] => [
    key,
    feet.filter((foot) => contains(points, foot)).length,
  ]);
  return new Map(counts.filter(([, count]) => count > 0));
}

const isEqual = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean =>
  one.size === other.size && [...one].every(([key, count]) => other.get(key) === count);

/** What the picture shows of each zone now; nothing where the server tells of no objects. */
export function useInside(shapes: readonly Shape[]): {
  readonly inside: ReadonlyMap<string, number>;
  readonly onTracks: (tracks: readonly LiveTrack[]) => void;
} {
  const [inside, setInside] = useState<ReadonlyMap<string, number>>(new Map());
  const drawn = useRef(shapes);
  drawn.current = shapes;
  const onTracks = useCallback((tracks: readonly LiveTrack[]) => {
    const now = insideOf(drawn.current, tracks);
    setInside((before) => (isEqual(before, now) ? before : now));
  }, []);
  return { inside, onTracks };
}
