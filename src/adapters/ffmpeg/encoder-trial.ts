import { AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { messageOf } from '#foundation/errors.ts';
import { H264Encoder } from './h264-encoder.ts';
import { readUnits } from './h264-units.ts';
import { allocatePlanes, planesOf } from './rgb-scaler.ts';

/** Large enough for every encoder in hardware. */
const size = { width: 320, height: 240 };
const pictures = 8;
const stepMs = 40;

/** Encodes a few grey pictures; undefined when one of them stands by itself, else why not. */
async function attempt(name: string): Promise<string | undefined> {
  const encoder = await H264Encoder.open(name, size, AV_PIX_FMT_YUV420P, size);
  const frame = new Frame();
  allocatePlanes(frame, size, AV_PIX_FMT_YUV420P);
  for (const plane of planesOf(frame)) plane.fill(128);
  const sets = readUnits(encoder.header);
  let standsAlone = false;
  for (let number = 0; number < pictures && !standsAlone; number += 1) {
    const encoded = await encoder.encode(frame, number * stepMs, number === 0);
    if (encoded === undefined || !encoded.isKey) continue;
    const units = readUnits(encoded.bytes);
    standsAlone = (units.sequenceSet ?? sets.sequenceSet) !== undefined && units.picture.length > 0;
  }
  frame.free();
  encoder.close();
  return standsAlone ? undefined : 'it gave no picture that stands alone';
}

function answer(fault: string | undefined): void {
  process.send?.({ fault }, undefined, undefined, () => process.exit(0));
}

attempt(process.argv[2] ?? '').then(answer, (fault: unknown) => answer(messageOf(fault)));
