import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DrawnShapes } from '#features/zones/zone-schema.ts';
import { shapeFaultsQuery } from '@/api/zones.ts';
import { groundOf, isClosed, type Shape } from './shape.ts';

const calmMs = 150;

/** What is wrong with each shape, in the words of the server, by the key of the shape. */
export function useShapeFaults(cameraId: number, shapes: readonly Shape[]): ReadonlyMap<string, string> {
  const [calm] = useDebouncedValue(shapes, calmMs);
  const asked = useMemo(() => questionOf(calm), [calm]);
  const { data } = useQuery({
    ...shapeFaultsQuery(cameraId, asked.drawn),
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const faults = new Map<string, string>();
    for (const { field, message, fix } of data ?? []) {
      const key = asked.keyOf(field);
      if (key !== undefined && !faults.has(key))
        faults.set(
          key,
          [message, fix]
            .filter((words) => words !== undefined)
            .map(begun)
            .join('. '),
        );
    }
    return faults;
  }, [data, asked]);
}

const begun = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What the server is asked, and which shape a field of its answer means. */
function questionOf(shapes: readonly Shape[]): {
  readonly drawn: DrawnShapes;
  readonly keyOf: (field: string) => string | undefined;
} {
  const closed = shapes.filter(({ kind }) => isClosed(kind));
  const lines = shapes.filter(({ kind }) => kind === 'line');
  const ground = shapes.find(({ kind }) => kind === 'ground');
  const copy = ([x, y]: readonly [number, number]): [number, number] => [x, y];
  return {
    drawn: {
      polygons: closed.map(({ points }) => points.map(copy)),
      lines: lines.flatMap(({ points: [from, to] }) =>
        from === undefined || to === undefined ? [] : [{ from: copy(from), to: copy(to) }],
      ),
      ground: groundOf(ground) ?? [],
    },
    keyOf(field) {
      const [, list, index] = /^(polygons|lines)\[(\d+)\]/.exec(field) ?? [];
      if (list === undefined) return field.startsWith('ground') ? ground?.key : undefined;
      return (list === 'lines' ? lines : closed)[Number(index)]?.key;
    },
  };
}
