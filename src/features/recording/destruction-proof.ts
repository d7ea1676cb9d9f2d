/** A recording whose key is gone and whose file is to go. */
export interface DoomedRecording {
  readonly id: number;
  readonly cameraId: number;
  readonly file: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A proof as it is handed out: what is signed, the signature, and the key it names. */
export interface DestructionProof {
  readonly content: string;
  readonly signature: string;
  readonly publicKey: string;
}

const proofKind = 'vigie.destruction.1';

/** The text of a proof: what was destroyed and when, and the hash of the list. */
export function proofContent(
  made: { readonly madeMs: number; readonly recordings: readonly DoomedRecording[] },
  sha256: (text: string) => string,
): string {
  const recordings = made.recordings.map(({ id, cameraId, fromMs, toMs, bytes, sha256: hash }) => ({
    id,
    cameraId,
    fromMs,
    toMs,
    bytes,
    sha256: hash,
  }));
  return JSON.stringify({
    kind: proofKind,
    atMs: made.madeMs,
    count: recordings.length,
    fromMs: Math.min(...recordings.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...recordings.map(({ toMs }) => toMs)),
    hash: sha256(JSON.stringify(recordings)),
    recordings,
  });
}

/** What is wrong with a proof; nothing when it holds. */
export function proofFaults(
  proof: Pick<DestructionProof, 'content' | 'signature'>,
  verify: (text: string, signature: string) => boolean,
  sha256: (text: string) => string,
): readonly string[] {
  if (!verify(proof.content, proof.signature))
    return ['the signature is not that of this content and this key'];
  const said = JSON.parse(proof.content) as {
    readonly kind: string;
    readonly count: number;
    readonly hash: string;
    readonly recordings: readonly object[];
  };
  return [
    ...(said.kind === proofKind ? [] : ['this is no proof of a destruction']),
    ...(said.count === said.recordings.length ? [] : ['the count is not that of the list']),
    ...(said.hash === sha256(JSON.stringify(said.recordings)) ? [] : ['the hash is not that of the list']),
  ];
}
