import { VigieError } from '#foundation/errors.ts';

/** SQLSTATE of a refused statement, or the system's code of a lost connection. */
function codeOf(fault: unknown): string | undefined {
  const code = (fault as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

const lostCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
const lostWords =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i;

/** True when the server could not be reached or went away, so that the same work may succeed later. */
export function isConnectionLost(fault: unknown): boolean {
  const code = codeOf(fault);
  if (code !== undefined && (lostCodes.has(code) || code.startsWith('08'))) return true;
  return fault instanceof Error && lostWords.test(fault.message);
}

/** Two transactions that met: the work may simply run again. */
export function isCollision(fault: unknown): boolean {
  const code = codeOf(fault);
  return code === '40001' || code === '40P01';
}

// character_not_in_repertoire, untranslatable_character
const unstorableCodes = new Set(['22021', '22P05']);
const fullCodes = new Set(['53100', '58030']);

/** Turns faults of the server into errors that say what to do; others pass unchanged. */
export function toVigieError(fault: unknown): unknown {
  if (fault instanceof VigieError) return fault;
  if (isConnectionLost(fault))
    return new VigieError('unavailable', 'The database does not answer', {
      fix: 'try again in a moment',
      cause: fault,
    });
  if (fullCodes.has(codeOf(fault) ?? ''))
    return new VigieError('unavailable', 'The disk of the database is full', {
      fix: 'free room on the disk of the data directory',
      cause: fault,
    });
  if (unstorableCodes.has(codeOf(fault) ?? ''))
    return new VigieError('invalid', 'A text holds a character that cannot be stored (U+0000)', {
      fix: 'remove it',
      cause: fault,
    });
  return fault;
}
