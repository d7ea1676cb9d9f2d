import { type AddressInfo, createServer, type Socket } from 'node:net';

const videoClock = 90_000;
const largestPayload = 1400;
const singleUnit = 0x1f;
const fragmentUnit = 28;

/** The pictures of a raw H.264 stream, each with its units; parameters of the sequence come with a key picture. */
export function splitPictures(stream: Buffer): readonly (readonly Buffer[])[] {
  const pictures: Buffer[][] = [];
  let units: Buffer[] = [];
  for (const unit of splitUnits(stream)) {
    const type = (unit[0] ?? 0) & singleUnit;
    const isSlice = type === 1 || type === 5;
    // A slice that begins with the first macroblock begins a picture. ITU-T H.264, 7.4.3.
    const begins = !isSlice || ((unit[1] ?? 0) & 0x80) !== 0;
    if (begins && units.some((known) => [1, 5].includes((known[0] ?? 0) & singleUnit))) {
      pictures.push(units);
      units = [];
    }
    units.push(unit);
  }
  return [...pictures, units];
}

function splitUnits(stream: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = stream.indexOf('000001', 0, 'hex'); at >= 0; at = stream.indexOf('000001', at + 3, 'hex'))
    starts.push(at + 3);
  return starts.map((start, index) => {
    let end = (starts[index + 1] ?? stream.length + 3) - 3;
    while (end > start && stream[end - 1] === 0) end -= 1;
    return stream.subarray(start, end);
  });
}

/** A camera whose clock and manners a test sets. */
export interface RtpCameraWishes {
  readonly pictures: readonly (readonly Buffer[])[];
  readonly framesPerSecond: number;
  readonly keyEvery: number;
  /** RTP stamp of a picture; the stream's own time in 1/90000 s when absent */
  readonly stamp?: (index: number) => number;
  /** units to send in the place of a picture's */
  readonly units?: (index: number, units: readonly Buffer[]) => readonly Buffer[];
  /** bytes to send in the place of a packet's */
  readonly spoil?: (packet: Buffer) => Buffer;
  /** pictures that leave together */
  readonly burst?: number;
}

/** An RTSP camera over TCP whose world goes on while nobody watches; `sent` are the pictures that left. */
export async function startRtpCamera(wishes: RtpCameraWishes) {
  const sent: number[] = [];
  const sockets = new Set<Socket>();
  const beganMs = Date.now();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    serveRtsp(socket, () => play(socket, wishes, beganMs, sent));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `rtsp://127.0.0.1:${(server.address() as AddressInfo).port}/stream`,
    sent,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function serveRtsp(socket: Socket, onPlay: () => void): void {
  let asked = '';
  socket.on('data', (data) => {
    asked += data.toString('latin1');
    for (let end = asked.indexOf('\r\n\r\n'); end >= 0; end = asked.indexOf('\r\n\r\n')) {
      const request = asked.slice(0, end);
      asked = asked.slice(end + 4);
      answer(socket, request);
      if (request.startsWith('PLAY ')) onPlay();
    }
  });
}

function answer(socket: Socket, request: string): void {
  const sequence = /CSeq: *(\d+)/i.exec(request)?.[1] ?? '1';
  const lines = ['RTSP/1.0 200 OK', `CSeq: ${sequence}`, 'Session: 1'];
  let body = '';
  if (request.startsWith('OPTIONS')) lines.push('Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN');
  if (request.startsWith('SETUP')) lines.push('Transport: RTP/AVP/TCP;unicast;interleaved=0-1');
  if (request.startsWith('DESCRIBE')) {
    body =
      'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=test\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\na=control:video\r\n';
    lines.push('Content-Type: application/sdp');
  }
  socket.write(`${lines.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}

function play(socket: Socket, wishes: RtpCameraWishes, beganMs: number, sent: number[]): void {
  const { pictures, framesPerSecond, keyEvery, burst = 1 } = wishes;
  const packets = new Packets(wishes.spoil ?? ((packet) => packet));
  const indexNow = () => Math.floor(((Date.now() - beganMs) * framesPerSecond) / 1000);
  let next = Math.ceil(indexNow() / keyEvery) * keyEvery;
  const timer = setInterval(() => {
    while (next + burst <= indexNow()) {
      for (const last = next + burst; next < last; next += 1) {
        const units = pictures[next % pictures.length] ?? [];
        const stamp = wishes.stamp?.(next) ?? (next * videoClock) / framesPerSecond;
        for (const packet of packets.of(wishes.units?.(next, units) ?? units, stamp)) socket.write(packet);
        sent.push(next % pictures.length);
      }
    }
  }, 10);
  socket.on('close', () => clearInterval(timer));
}

/** RTP packets in RTSP's interleaved frames. RFC 6184, 5.8; RFC 2326, 10.12. */
class Packets {
  readonly #spoil: (packet: Buffer) => Buffer;
  #sequence = 0;

  constructor(spoil: (packet: Buffer) => Buffer) {
    this.#spoil = spoil;
  }

  *of(units: readonly Buffer[], stamp: number): Generator<Buffer> {
    for (const [index, unit] of units.entries()) {
      const payloads = [...payloadsOf(unit)];
      for (const [part, payload] of payloads.entries()) {
        const isLast = index === units.length - 1 && part === payloads.length - 1;
        yield this.#spoil(this.#packet(payload, stamp, isLast));
      }
    }
  }

  #packet(payload: Buffer, stamp: number, isLast: boolean): Buffer {
    const head = Buffer.alloc(16);
    head.write('$', 0, 'latin1');
    head.writeUInt16BE(12 + payload.length, 2);
    head.writeUInt8(0x80, 4);
    head.writeUInt8(96 | (isLast ? 0x80 : 0), 5);
    head.writeUInt16BE(this.#sequence & 0xffff, 6);
    head.writeUInt32BE(((Math.round(stamp) % 2 ** 32) + 2 ** 32) % 2 ** 32, 8);
    head.writeUInt32BE(42, 12);
    this.#sequence += 1;
    return Buffer.concat([head, payload]);
  }
}

function* payloadsOf(unit: Buffer): Generator<Buffer> {
  if (unit.length <= largestPayload) {
    yield unit;
    return;
  }
  const first = unit[0] ?? 0;
  for (let at = 1; at < unit.length; at += largestPayload) {
    const part = unit.subarray(at, at + largestPayload);
    const start = at === 1 ? 0x80 : 0;
    const end = at + largestPayload >= unit.length ? 0x40 : 0;
    yield Buffer.concat([Buffer.of((first & 0xe0) | fragmentUnit, start | end | (first & singleUnit)), part]);
  }
}
