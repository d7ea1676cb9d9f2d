import { messageOf, VigieError } from '#foundation/errors.ts';

const networkCodes = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ERR_SOCKET_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTCACHED',
  'ERR_STREAM_PREMATURE_CLOSE',
];

/** Turns a fault of npm's machinery into plain words and what to do; `what` names the thing fetched. */
export function fetchFault(fault: unknown, what: string): VigieError {
  if (fault instanceof VigieError) return fault;
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  const [message, fix] = wordsFor(code, what, fault);
  return new VigieError('unavailable', message, { fix, cause: fault });
}

function wordsFor(code: string, what: string, fault: unknown): [message: string, fix: string] {
  if (networkCodes.includes(code)) {
    return [
      `${what} cannot be fetched: there is no way to its host (${code}).`,
      'Check the network and the npm settings (npm ping; proxy, registry), then run it again; without network, bring an ONNX file: vigie models add FILE',
    ];
  }
  if (code === 'E401' || code === 'E403') {
    return [`${what} cannot be fetched: its host refuses (${code}).`, 'Sign in to the registry: npm login'];
  }
  if (code === 'E404' || code === 'ETARGET') {
    return [
      `${what} cannot be fetched: its host does not know it.`,
      'Use a registry that mirrors the public one: npm config set registry URL',
    ];
  }
  if (code === 'EINTEGRITY' || code.startsWith('Z_') || code.startsWith('TAR_')) {
    return [
      `${what} arrived damaged, cut short, or is not what was pinned (${code}).`,
      'Run it again; if it stays, a registry or proxy alters what it passes on: use another one',
    ];
  }
  const reason = messageOf(fault);
  return [`${what} cannot be fetched: ${reason}`, 'Check that npm itself works here: npm ping'];
}
