import {
  AVERROR_EINVAL,
  AVERROR_EOF,
  AVERROR_EXIT,
  AVERROR_HTTP_FORBIDDEN,
  AVERROR_HTTP_NOT_FOUND,
  AVERROR_HTTP_UNAUTHORIZED,
  AVERROR_INVALIDDATA,
  AVERROR_PROTOCOL_NOT_FOUND,
} from 'node-av/constants';
import { FFmpegError } from 'node-av/lib';
import type { ConnectionReason } from '#features/cameras/ports.ts';
import { type ErrorCode, VigieError } from '#foundation/errors.ts';

/** The source a fault is about, as people may see it. */
export interface FaultPlace {
  readonly kind: 'file' | 'rtsp' | 'http';
  readonly label: string;
}

/** A fault of a source; `reason` says of which sort, for those who tell it in other words. */
export class SourceFault extends VigieError {
  readonly reason: ConnectionReason;

  constructor(reason: ConnectionReason, ...rest: ConstructorParameters<typeof VigieError>) {
    super(...rest);
    this.reason = reason;
  }
}

/** A fault of a source, naming the field `source.url` and what would mend it. */
export function sourceFault(
  code: ErrorCode,
  message: string,
  fix: string,
  reason: ConnectionReason = 'unreadable',
): SourceFault {
  return new SourceFault(reason, code, message, { faults: [{ field: 'source.url', message, fix }], fix });
}

// Numbers of the system's errors, as FFmpeg gives them on Linux.
const noEntry = -2;
const noAccess = -13;
const unreachable = new Set([-101, -113, -112, -100]);
const refused = -111;
const timedOut = -110;
const reset = new Set([-104, -32, -103]);

type Words = readonly [code: ErrorCode, message: string, fix: string, reason: ConnectionReason];

const networkWords = new Map<number, Words>([
  [
    AVERROR_HTTP_UNAUTHORIZED,
    [
      'unavailable',
      'refuses the name or password (401)',
      'put the right name and password in the address',
      'password',
    ],
  ],
  [
    AVERROR_HTTP_FORBIDDEN,
    [
      'unavailable',
      'forbids this stream to this user (403)',
      'give the user the right to see this stream',
      'no-right',
    ],
  ],
  [
    AVERROR_HTTP_NOT_FOUND,
    [
      'unavailable',
      'knows no such stream (404)',
      'check the path of the address in the manual of the camera',
      'no-stream',
    ],
  ],
  [
    refused,
    [
      'unavailable',
      'refuses the connection',
      'check that the camera is on and that the port is right',
      'refused',
    ],
  ],
  [
    timedOut,
    [
      'unavailable',
      'does not answer',
      'check that the camera is on and that the network leads to it',
      'no-answer',
    ],
  ],
  [
    AVERROR_EXIT,
    [
      'unavailable',
      'does not answer',
      'check that the camera is on and that the network leads to it',
      'no-answer',
    ],
  ],
  [
    AVERROR_EOF,
    ['unavailable', 'closed the stream', 'check the camera; Vigie connects again by itself', 'cut'],
  ],
  [
    AVERROR_INVALIDDATA,
    [
      'unavailable',
      'answers with something that is not a video stream',
      'check the port and the path of the address',
      'not-video',
    ],
  ],
  [
    AVERROR_PROTOCOL_NOT_FOUND,
    [
      'invalid',
      'sends on to an address of another kind, which is refused',
      'give the address it leads to',
      'redirected',
    ],
  ],
]);

const notVideo = [
  'invalid',
  'this is no video file, or its beginning or end is missing',
  'give a video file (MP4, MKV, AVI, MPEG-TS…), and copy it again if the copy was cut short',
  'not-video',
] as const;
const fileWords = new Map<number, Words>([
  [
    noEntry,
    ['not-found', 'there is no such file', 'check the name; files lie under sources.directory', 'no-file'],
  ],
  [
    noAccess,
    ['forbidden', 'the file may not be read', 'give the user of Vigie the right to read it', 'no-file'],
  ],
  [AVERROR_INVALIDDATA, notVideo],
  // What FFmpeg answers when the file is of a format that is not allowed here, a playlist for instance.
  [AVERROR_EINVAL, notVideo],
]);

/** Puts a code of FFmpeg into plain words; the address is shown without name, password and query. */
export function describeFault(code: number, address: FaultPlace): VigieError {
  const words = address.kind === 'file' ? fileWords.get(code) : networkWord(code);
  if (words !== undefined) {
    const [kind, message, fix, reason] = words;
    return sourceFault(kind, `${address.label}: ${message}`, fix, reason);
  }
  // Not the text of FFmpeg's own message: it can hold the whole address.
  const reason = FFmpegError.strerror(code);
  return address.kind === 'file'
    ? sourceFault(
        'invalid',
        `${address.label}: the file cannot be read as video (${reason})`,
        'give a video file (MP4, MKV, AVI, MPEG-TS…)',
      )
    : sourceFault(
        'unavailable',
        `${address.label}: the stream cannot be read (${reason})`,
        'check the address and the camera',
      );
}

function networkWord(code: number): Words | undefined {
  if (unreachable.has(code)) {
    return [
      'unavailable',
      'cannot be reached',
      'check the address, the cable and the network of the camera',
      'no-route',
    ];
  }
  if (reset.has(code)) {
    return ['unavailable', 'cut the connection', 'check the camera; Vigie connects again by itself', 'cut'];
  }
  return networkWords.get(code);
}

/** The stream holds no picture that this build can decode. */
export function unknownCodec(address: FaultPlace, name: string): VigieError {
  return sourceFault(
    'invalid',
    `${address.label}: its video coding (${name}) is not known`,
    'set the camera or the file to H.264, H.265 or MJPEG',
    'codec',
  );
}

/** The server of the stream leads to another address. */
export function redirected(address: FaultPlace): VigieError {
  return sourceFault(
    'forbidden',
    `${address.label}: sends on to another address, which is not followed`,
    'give the address it leads to',
    'redirected',
  );
}

const systemCodes = new Map([
  ['ECONNREFUSED', refused],
  ['ETIMEDOUT', timedOut],
  ['EHOSTUNREACH', -113],
  ['ENETUNREACH', -101],
  ['ECONNRESET', -104],
]);

/** Puts the system's error of a connection into plain words. */
export function connectionFault(fault: unknown, address: FaultPlace): VigieError {
  const code = (fault as { code?: string }).code ?? '';
  return code.startsWith('ERR_SSL') || code === 'EPROTO'
    ? sourceFault(
        'unavailable',
        `${address.label}: does not speak TLS`,
        'write rtsp:// instead of rtsps://',
        'certificate',
      )
    : describeFault(systemCodes.get(code) ?? timedOut, address);
}
