import type { LiveHead, VideoHead } from '#features/video-analysis/live-schema.ts';

/** One picture of the live stream, boxes alone, or a piece of video. */
export interface LiveMessage {
  readonly head: LiveHead | VideoHead;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const lengthBytes = 4;
/** A length beyond this is a broken stream, not a picture. */
const largestPart = 16 * 1024 * 1024;

/**
 * Cuts the bytes of GET /api/v1/live into pictures, however the network split them:
 * length of the head (uint32, big endian), head (JSON), length of the picture, picture (JPEG).
 * Throws when a length is impossible.
 */
export function createLiveParser(): { push(chunk: Uint8Array): LiveMessage[] } {
  let pending: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  return {
    push(chunk) {
      pending = joined(pending, chunk);
      const messages: LiveMessage[] = [];
      let offset = 0;
      for (;;) {
        const next = readMessage(pending, offset);
        if (next === undefined) break;
        messages.push(next.message);
        offset = next.end;
      }
      if (offset > 0) pending = pending.slice(offset);
      return messages;
    },
  };
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}

function readMessage(
  bytes: Uint8Array<ArrayBuffer>,
  offset: number,
): { readonly message: LiveMessage; readonly end: number } | undefined {
  const head = readPart(bytes, offset);
  if (head === undefined) return undefined;
  const picture = readPart(bytes, head.end);
  if (picture === undefined) return undefined;
  return {
    message: {
      head: JSON.parse(new TextDecoder().decode(head.part)) as LiveMessage['head'],
      bytes: picture.part.slice(),
    },
    end: picture.end,
  };
}

function readPart(
  bytes: Uint8Array<ArrayBuffer>,
  offset: number,
): { readonly part: Uint8Array<ArrayBuffer>; readonly end: number } | undefined {
  if (bytes.length < offset + lengthBytes) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset + offset, lengthBytes).getUint32(0);
  if (length > largestPart) throw new Error(`live stream: part of ${length} bytes`);
  const start = offset + lengthBytes;
  if (bytes.length < start + length) return undefined;
  return { part: bytes.subarray(start, start + length), end: start + length };
}
