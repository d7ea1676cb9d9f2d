/** What kinds of things the log names; others are shown as they are written. */
export const auditNouns = [
  'images',
  'recording',
  'extraction',
  'hold',
  'alert',
  'filter',
  'statistics',
  'camera',
  'camera-law',
  'zone',
  'line',
  'mask',
  'rule',
  'period',
  'territory',
  'purpose',
  'basis',
  'authorisation',
  'decision',
  'gate',
  'clock',
  'person',
  'habilitation',
  'session',
  'key',
  'controller',
  'record',
  'dpia',
  'request',
  'breach',
  'evidence',
  'replay',
  'channel',
  'notice-plan',
  'notice-choices',
  'push-device',
  'notice',
  'audit',
] as const;

/** The two halves of an action such as camera.update. */
export function partsOf(action: string): { readonly noun: string; readonly verb: string } {
  const [noun = '', verb = ''] = action.split('.');
  return { noun, verb };
}
