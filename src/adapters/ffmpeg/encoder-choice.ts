import type { FFEncoderCodec } from 'node-av/constants';
import { Codec } from 'node-av/lib';
import { type Choice, firstThatWorks } from '#foundation/first-that-works.ts';
import { hardwareEncoders, softwareEncoders } from './h264-encoder.ts';
import { obstacleHere, tryInChild } from './hardware-choice.ts';

/** What a machine says of the encoders that may make live video. */
export interface EncodingMachine {
  /** FFmpeg's names of those it was built with, best first */
  readonly built: readonly string[];
  /** why one need not be tried here */
  obstacle(name: string): string | undefined;
  /** Encodes a few tiny pictures; throws where that fails. */
  encode(name: string): Promise<void>;
}

/** Name of doing without: viewers get the pictures of the analysis. */
export const noVideo = 'none';

/** Chooses what makes live video: the first that encodes a tiny picture, where `auto` is asked for. */
export function chooseEncoding(asked: string, machine: EncodingMachine): Promise<Choice> {
  if (asked === noVideo) {
    const outcomes = [{ name: noVideo, isUsed: true, reason: 'asked for' }];
    return Promise.resolve({ used: noVideo, outcomes });
  }
  const names = asked === 'auto' ? machine.built : [asked];
  const offers = names.map((name) => {
    const missing = `FFmpeg was not built with it (${machine.built.join(', ')})`;
    return { name, obstacle: machine.built.includes(name) ? machine.obstacle(name) : missing };
  });
  const attempt = async (name: string) => {
    await machine.encode(name);
    return { works: true as const, reason: 'encoded a tiny picture' };
  };
  return firstThatWorks({ offers, attempt, fallback: noVideo });
}

const trial = new URL('./encoder-trial.ts', import.meta.url);
/** Devices that encoders need, by FFmpeg's names for decoding on them. */
const deviceOf: Readonly<Record<string, string>> = { h264_nvenc: 'cuda', h264_v4l2m2m: 'v4l2' };

/** This machine. */
export function thisEncodingMachine(): EncodingMachine {
  const all = [...hardwareEncoders, ...softwareEncoders];
  return {
    built: all.filter((name) => Codec.findEncoderByName(name as FFEncoderCodec) !== null),
    obstacle: (name) => obstacleHere(deviceOf[name] ?? name),
    encode: (name) => tryInChild(trial, name),
  };
}
