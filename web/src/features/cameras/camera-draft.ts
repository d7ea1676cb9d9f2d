import type { CameraInput } from '#features/cameras/camera-schema.ts';
import type { CameraView } from '@/api/cameras.ts';

/** A camera as typed in its form. */
export interface CameraDraft {
  readonly name: string;
  readonly url: string;
  readonly loop: boolean;
  readonly place: CameraInput['place'];
  readonly purpose: string;
  readonly latitude: number | string;
  readonly longitude: number | string;
  readonly heading: number | string;
  readonly fieldOfView: number | string;
  readonly enabled: boolean;
}

/** A text key for each field at fault. */
export type CameraFaults = Partial<Record<keyof CameraDraft, string>>;

/** What the form starts with: an existing camera, or nothing yet. */
export const draftOf = (camera: CameraView | undefined): CameraDraft => ({
  name: camera?.name ?? '',
  url: camera?.source.url ?? '',
  loop: camera?.source.loop ?? false,
  place: camera?.place ?? 'public-road',
  purpose: camera?.purpose ?? '',
  latitude: camera?.position?.latitude ?? '',
  longitude: camera?.position?.longitude ?? '',
  heading: camera?.position?.heading ?? '',
  fieldOfView: camera?.position?.fieldOfView ?? '',
  enabled: camera?.enabled ?? true,
});

/** The faults of a camera as typed; empty when all is well. */
export function cameraFaults(draft: CameraDraft): CameraFaults {
  const faults: CameraFaults = {};
  if (draft.name.trim() === '') faults.name = 'accounts.required';
  if (draft.url.trim() === '') faults.url = 'accounts.required';
  if (draft.purpose.trim().length < 3) faults.purpose = 'cameras.form.purposeFault';
  if ((draft.latitude === '') !== (draft.longitude === '')) {
    faults[draft.latitude === '' ? 'latitude' : 'longitude'] = 'cameras.form.positionFault';
  }
  return faults;
}

/** What is sent. An address left as it was is not sent, since its password was never shown. */
export function cameraInput(draft: CameraDraft, before: CameraView | undefined): Partial<CameraInput> {
  const sameSource =
    before !== undefined && before.source.url === draft.url && (before.source.loop ?? false) === draft.loop;
  return {
    name: draft.name.trim(),
    ...(sameSource ? {} : { source: { url: draft.url.trim(), ...(draft.loop ? { loop: true } : {}) } }),
    place: draft.place,
    purpose: draft.purpose.trim(),
    position: positionOf(draft),
    enabled: draft.enabled,
  };
}

function positionOf(draft: CameraDraft): NonNullable<CameraInput['position']> | null {
  if (draft.latitude === '' || draft.longitude === '') return null;
  return {
    latitude: Number(draft.latitude),
    longitude: Number(draft.longitude),
    ...(draft.heading === '' ? {} : { heading: Number(draft.heading) }),
    ...(draft.fieldOfView === '' ? {} : { fieldOfView: Number(draft.fieldOfView) }),
  };
}
