/** Why a connection to somebody else's server failed, as far as the error of the system tells. */
export type ConnectionFault =
  | 'unknown-host'
  | 'no-route'
  | 'refused'
  | 'timeout'
  | 'certificate'
  | 'no-encryption';

const byCode: Readonly<Record<string, ConnectionFault>> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EDNS: 'unknown-host',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  EHOSTDOWN: 'no-route',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ETIME: 'timeout',
  ABORT_ERR: 'timeout',
  EPROTO: 'no-encryption',
  ETLS: 'no-encryption',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no-encryption',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
};

/** Reads the error, and those it was caused by; undefined when it is about something else. */
export function connectionFault(error: unknown): ConnectionFault | undefined {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 4; depth++) {
    const code = String((one as { readonly code?: unknown }).code ?? '');
    const found = byCode[code] ?? byMessage(one);
    if (found !== undefined) return found;
    one = one.cause;
  }
  return undefined;
}

/** Some packages put a code of their own in the place of the system's, and leave that in the words. */
function byMessage({ name, message }: Error): ConnectionFault | undefined {
  if (name === 'TimeoutError') return 'timeout';
  const code = /\b(E[A-Z]{4,}|EAI_AGAIN)\b/.exec(message)?.[1] ?? '';
  if (byCode[code] !== undefined) return byCode[code];
  if (/certificate|altnames/i.test(message)) return 'certificate';
  return /wrong version number|packet length too long/i.test(message) ? 'no-encryption' : undefined;
}
