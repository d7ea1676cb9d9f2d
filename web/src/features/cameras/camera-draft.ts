import type { CameraInput } from '#features/cameras/camera-schema.ts';
import type { CameraView } from '@/api/cameras.ts';

/** A point on the ground as typed: its place on the picture in percent, on the ground in metres. */
export interface GroundDraft {
  /** tells rows apart while they are edited */
  readonly key: string;
  readonly x: number | string;
  readonly y: number | string;
  readonly east: number | string;
  readonly north: number | string;
}

/** A camera as typed in its form. */
export interface CameraDraft {
  readonly name: string;
  readonly url: string;
  readonly loop: boolean;
  readonly place: CameraInput['place'];
  /** ids, as texts */
  readonly purposeIds: readonly string[];
  readonly maskWaiver: string;
  readonly latitude: number | string;
  readonly longitude: number | string;
  readonly heading: number | string;
  readonly fieldOfView: number | string;
  readonly range: number | string;
  readonly enabled: boolean;
  readonly priority: NonNullable<CameraInput['priority']>;
  readonly secondLook: NonNullable<CameraInput['secondLook']>;
  readonly motionGate: NonNullable<CameraInput['motionGate']>;
  readonly ground: readonly GroundDraft[];
}

/** A text key for each field at fault. */
export type CameraFaults = Partial<Record<keyof CameraDraft, string>>;

/** What the form starts with: an existing camera, or nothing yet. */
export const draftOf = (camera: CameraView | undefined): CameraDraft => ({
  name: camera?.name ?? '',
  url: camera?.source.url ?? '',
  loop: camera?.source.loop ?? false,
  place: camera?.place ?? 'public-road',
  purposeIds: (camera?.purposes ?? []).map(({ id }) => String(id)),
  maskWaiver: camera?.maskWaiver ?? '',
  ...positionDraft(camera?.position),
  enabled: camera?.enabled ?? true,
  ...analysisDraft(camera),
});

const positionDraft = (position: CameraView['position'] | undefined) => ({
  latitude: position?.latitude ?? '',
  longitude: position?.longitude ?? '',
  heading: position?.heading ?? '',
  fieldOfView: position?.fieldOfView ?? '',
  range: position?.range ?? '',
});

const analysisDraft = (camera: CameraView | undefined) => ({
  priority: camera?.priority ?? 'normal',
  secondLook: camera?.secondLook ?? 'auto',
  motionGate: camera?.motionGate ?? 'auto',
  ground: (camera?.ground ?? []).map(({ at, metres }, index) => ({
    key: String(index),
    x: percent(at[0]),
    y: percent(at[1]),
    east: metres[0],
    north: metres[1],
  })),
});

/** A share of the picture in percent, without the dust of binary fractions. */
const percent = (share: number): number => Number((share * 100).toFixed(3));

const cells = ({ x, y, east, north }: GroundDraft) => [x, y, east, north];
const isEmptyRow = (point: GroundDraft): boolean => cells(point).every((cell) => cell === '');
const isWholeRow = (point: GroundDraft): boolean => cells(point).every((cell) => cell !== '');

/** The faults of a camera as typed; empty when all is well. */
export function cameraFaults(draft: CameraDraft): CameraFaults {
  const faults: CameraFaults = {};
  if (draft.name.trim() === '') faults.name = 'accounts.required';
  if (draft.url.trim() === '') faults.url = 'accounts.required';
  const waiver = draft.maskWaiver.trim();
  if (waiver !== '' && waiver.length < 10) faults.maskWaiver = 'cameras.form.waiverFault';
  if ((draft.latitude === '') !== (draft.longitude === '')) {
    faults[draft.latitude === '' ? 'latitude' : 'longitude'] = 'cameras.form.positionFault';
  }
  const points = draft.ground.filter((point) => !isEmptyRow(point));
  if (points.length > 0 && (points.length < 4 || !points.every(isWholeRow)))
    faults.ground = 'cameras.form.groundFault';
  return faults;
}

/**
 * What is sent. An address left as it was is not sent, since its password was never shown; nor is what the law asks,
 * since not everybody who configures a camera may change that.
 */
export function cameraInput(draft: CameraDraft, before: CameraView | undefined): Partial<CameraInput> {
  const sameSource =
    before !== undefined && before.source.url === draft.url && (before.source.loop ?? false) === draft.loop;
  return {
    name: draft.name.trim(),
    ...(sameSource ? {} : { source: { url: draft.url.trim(), ...(draft.loop ? { loop: true } : {}) } }),
    ...lawOf(draft, before),
    position: positionOf(draft),
    ...(draft.enabled === (before?.enabled ?? true) ? {} : { enabled: draft.enabled }),
    priority: draft.priority,
    secondLook: draft.secondLook,
    motionGate: draft.motionGate,
    ground: groundOf(draft),
  };
}

function lawOf(draft: CameraDraft, before: CameraView | undefined): Partial<CameraInput> {
  const was = draftOf(before);
  const isSame = (key: 'purposeIds' | 'maskWaiver'): boolean => String(draft[key]) === String(was[key]);
  const waiver = draft.maskWaiver.trim();
  return {
    ...(before !== undefined && draft.place === was.place ? {} : { place: draft.place }),
    ...(isSame('purposeIds') ? {} : { purposeIds: draft.purposeIds.map(Number) }),
    ...(isSame('maskWaiver') ? {} : { maskWaiver: waiver === '' ? null : waiver }),
  };
}

function groundOf({ ground }: CameraDraft): NonNullable<CameraInput['ground']> | null {
  const points = ground.filter((point) => !isEmptyRow(point));
  if (points.length === 0) return null;
  const share = (value: number | string): number => Number((Number(value) / 100).toFixed(5));
  return points.map(({ x, y, east, north }) => ({
    at: [share(x), share(y)],
    metres: [Number(east), Number(north)],
  }));
}

/** A position as typed; nothing where no place is given. */
export function positionOf(
  draft: Pick<CameraDraft, 'latitude' | 'longitude' | 'heading' | 'fieldOfView' | 'range'>,
): NonNullable<CameraInput['position']> | null {
  if (draft.latitude === '' || draft.longitude === '') return null;
  return {
    latitude: Number(draft.latitude),
    longitude: Number(draft.longitude),
    ...(draft.heading === '' ? {} : { heading: Number(draft.heading) }),
    ...(draft.fieldOfView === '' ? {} : { fieldOfView: Number(draft.fieldOfView) }),
    ...(draft.range === '' ? {} : { range: Number(draft.range) }),
  };
}
