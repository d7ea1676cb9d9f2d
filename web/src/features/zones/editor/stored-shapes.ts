import type { QueryClient } from '@tanstack/react-query';
import type { Line, Mask, Zone } from '#features/zones/zone-schema.ts';
import { type CameraView, cameraQuery, changeCamera } from '@/api/cameras.ts';
import { ApiFault } from '@/api/client.ts';
import { addShape, changeShape, removeShape, type ShapeList } from '@/api/zones.ts';
import { groundKey, groundOf, isSame, ofGround, ofLine, ofPolygon, type Shape } from './shape.ts';

/** Why a shape was not stored. */
export type Trouble =
  /** somebody else changed it; `theirs` is what is stored now, undefined: they removed it */
  | {
      readonly kind: 'conflict';
      readonly key: string;
      readonly mine: Shape | undefined;
      readonly theirs: Shape | undefined;
    }
  /** rules watch what was to be removed */
  | { readonly kind: 'watched'; readonly key: string; readonly shape: Shape; readonly message: string }
  | { readonly kind: 'refused'; readonly key: string; readonly name: string; readonly fault: Error };

/** What became of a shape that was sent. */
export type Outcome =
  | { readonly kind: 'stored'; readonly key: string; readonly shape: Shape | undefined }
  | Trouble;

const lists = { zone: 'zones', line: 'lines', mask: 'masks' } as const;

const listOf = ({ kind }: Shape): ShapeList => lists[kind === 'ground' ? 'zone' : kind];

/** A shape as the API takes it. */
function inputOf({ kind, name, points, colour, forward, backward, classes }: Shape): object {
  const [from, to] = points;
  const drawn = kind === 'line' ? { from, to } : { polygon: points };
  const ways = kind === 'line' ? { forward, backward, ...(classes === undefined ? {} : { classes }) } : {};
  return { name: name.trim(), colour, ...drawn, ...ways };
}

const ofAnswer = (kind: Shape['kind'], answer: Zone | Line | Mask): Shape =>
  'polygon' in answer ? ofPolygon(kind === 'mask' ? 'mask' : 'zone', answer) : ofLine(answer);

/** Stores a shape that is new or was changed. */
export function storeShape(cameraId: number, shape: Shape): Promise<Outcome> {
  const { key, id, version, kind } = shape;
  return settled(shape, async () => {
    const answer =
      id === undefined
        ? await addShape(cameraId, listOf(shape), inputOf(shape))
        : await changeShape(listOf(shape), id, { ...inputOf(shape), version });
    return { kind: 'stored', key, shape: { ...ofAnswer(kind, answer), key } };
  });
}

/** Removes a stored shape. */
export async function dropShape(shape: Shape, force = false): Promise<Outcome> {
  const { key, id, version } = shape;
  if (id === undefined) return { kind: 'stored', key, shape: undefined };
  const outcome = await settled(shape, async () => {
    await removeShape(listOf(shape), id, { version, force });
    return { kind: 'stored', key, shape: undefined };
  });
  return outcome.kind === 'conflict' ? { ...outcome, mine: undefined } : outcome;
}

/** What the answer of the server means for a shape. */
async function settled(shape: Shape, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof ApiFault) return troubleOf(shape, fault);
    throw fault;
  }
}

function troubleOf(shape: Shape, fault: ApiFault): Trouble {
  const { key, kind, name, id } = shape;
  const { present, faults } = fault.problem ?? {};
  if (fault.status === 401) throw fault;
  if (fault.status === 404 && id !== undefined)
    return { kind: 'conflict', key, mine: shape, theirs: undefined };
  if (fault.status !== 409) return { kind: 'refused', key, name, fault };
  if (present !== undefined)
    return { kind: 'conflict', key, mine: shape, theirs: { ...ofAnswer(kind, present as Zone | Line), key } };
  return faults === undefined
    ? { kind: 'watched', key, shape, message: fault.message }
    : { kind: 'refused', key, name, fault };
}

interface GroundEdit {
  readonly camera: CameraView;
  readonly base: Shape | undefined;
  readonly mine: Shape | undefined;
  readonly queryClient: QueryClient;
}

/** Stores the ground points of a camera; other changes of the camera are no conflict. */
export async function storeGround({ camera, base, mine, queryClient }: GroundEdit): Promise<Outcome> {
  const key = groundKey;
  const send = async (version: number): Promise<Outcome> => {
    const after = await changeCamera(camera.id, { ground: groundOf(mine), version });
    const [shape] = ofGround(after.ground);
    return { kind: 'stored', key, shape };
  };
  try {
    return await send(camera.version);
  } catch (fault) {
    if (!(fault instanceof ApiFault)) throw fault;
    if (fault.status === 401) throw fault;
    if (fault.status !== 409) return { kind: 'refused', key, name: '', fault };
  }
  const now = await queryClient.fetchQuery({ ...cameraQuery(camera.id), staleTime: 0 });
  const [theirs] = ofGround(now.ground);
  const isUntouched = theirs === undefined || base === undefined ? theirs === base : isSame(theirs, base);
  return isUntouched ? await send(now.version) : { kind: 'conflict', key, mine, theirs };
}
