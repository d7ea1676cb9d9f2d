import type { CameraInput } from '#features/cameras/camera-schema.ts';
import { type CameraDraft, positionOf } from '../camera-draft.ts';

/** What the second step asks. */
export type PlaceDraft = Pick<
  CameraDraft,
  | 'name'
  | 'place'
  | 'purposeIds'
  | 'maskWaiver'
  | 'latitude'
  | 'longitude'
  | 'heading'
  | 'fieldOfView'
  | 'range'
>;

/** Characters a name may have. */
export const longestName = 120;

/** A text key for each field at fault; empty when all is well. */
export function placeFaults(draft: PlaceDraft): Partial<Record<keyof PlaceDraft, string>> {
  const faults: Partial<Record<keyof PlaceDraft, string>> = {};
  const name = draft.name.trim();
  if (name === '') faults.name = 'accounts.required';
  else if (name.length > longestName) faults.name = 'addCamera.place.nameLong';
  const waiver = draft.maskWaiver.trim();
  if (waiver !== '' && waiver.length < 10) faults.maskWaiver = 'cameras.form.waiverFault';
  if ((draft.latitude === '') !== (draft.longitude === ''))
    faults[draft.latitude === '' ? 'latitude' : 'longitude'] = 'cameras.form.positionFault';
  return faults;
}

/** The camera as it is stored first: switched off, until it was said what it must not see. */
export function newCamera(url: string, draft: PlaceDraft): CameraInput {
  const waiver = draft.maskWaiver.trim();
  const position = positionOf(draft);
  return {
    name: draft.name.trim(),
    source: { url },
    place: draft.place,
    enabled: false,
    ...(position === null ? {} : { position }),
    ...(draft.purposeIds.length === 0 ? {} : { purposeIds: draft.purposeIds.map(Number) }),
    ...(waiver === '' ? {} : { maskWaiver: waiver }),
  };
}
