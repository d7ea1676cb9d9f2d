import { inScope } from '#foundation/camera-scope.ts';
import type { Receiver, ToldAlert } from './ports.ts';

/**
 * Whether a person may be told of an alert now. Before a person has confirmed it, only those whose habilitation covers
 * the camera at this moment; the health of a camera is about no person, and is for all who may read alerts.
 */
export function mayBeTold(receiver: Receiver, alert: ToldAlert): boolean {
  if (!receiver.mayReadAlerts || !inScope(receiver.cameraIds, alert.cameraId)) return false;
  return (
    isConfirmed(alert) || alert.kind === 'camera-health' || receiver.viewableIds.includes(alert.cameraId)
  );
}

/** Whether a person has confirmed an alert, and nobody has taken that back. */
export function isConfirmed({ verdict }: ToldAlert): boolean {
  return verdict === 'confirmed';
}

/** Whether nobody has looked at an alert yet. */
export function isUnseen({ state, mergedInto }: ToldAlert): boolean {
  return state === 'new' && mergedInto === null;
}
