import {
  AV_CODEC_ID_H264,
  AV_PIX_FMT_NONE,
  type AVPixelFormat,
  type FFDecoderCodec,
} from 'node-av/constants';
import { Codec, HardwareDeviceContext } from 'node-av/lib';

/** Which hardware decodes: the best there is, none, or one by its name (cuda, vaapi, qsv, v4l2, videotoolbox…). */
export type HardwareChoice = 'auto' | 'none' | (string & {});

/** What decodes a codec in hardware. */
export interface HardwareDecoder {
  readonly name: string;
  /** a decoder of its own, in place of FFmpeg's for the codec */
  readonly codec?: Codec;
  /** a device for FFmpeg's decoder, and the pixel format of the pictures it leaves in its memory */
  readonly device?: HardwareDeviceContext;
  readonly pixelFormat?: AVPixelFormat;
}

/** Devices that only filter or compute, or whose decoding needs a display. */
const notForDecoding = new Set(['opencl', 'vulkan', 'drm', 'amf', 'vdpau']);

/** Hardware that FFmpeg reaches by a decoder of its own name: `h264_qsv`, `hevc_v4l2m2m`. */
const ownDecoders: Readonly<Record<string, string>> = { qsv: 'qsv', v4l2: 'v4l2m2m' };

/** Best first: what keeps pictures nearest to the processor. */
const preferred = ['videotoolbox', 'd3d11va', 'vaapi', 'cuda', 'qsv', 'v4l2', 'dxva2'];

/** Names of the hardware that this build of FFmpeg can decode H.264 with, best first. */
export function builtHardware(): readonly string[] {
  const codec = Codec.findDecoder(AV_CODEC_ID_H264);
  if (codec === null) return [];
  const devices = [...configurations(codec)]
    .map(({ name }) => name)
    .filter((name) => !notForDecoding.has(name));
  const own = Object.keys(ownDecoders).filter((name) => ownDecoder(codec, name) !== undefined);
  const place = (name: string): number =>
    preferred.includes(name) ? preferred.indexOf(name) : preferred.length;
  return [...new Set([...devices, ...own])].sort((a, b) => place(a) - place(b));
}

/** Opens each device once: they are shared by all cameras for the life of the process. */
export class HardwareDevices {
  readonly #opened = new Map<string, HardwareDeviceContext | undefined>();

  /** A decoder for the codec, or undefined when no device here knows it. */
  find(codec: Codec, choice: HardwareChoice): HardwareDecoder | undefined {
    if (choice === 'none') {
      return undefined;
    }
    const own = ownDecoder(codec, choice);
    if (own !== undefined) {
      return { name: choice, codec: own };
    }
    for (const { name, type, pixelFormat } of configurations(codec)) {
      const wanted = choice === 'auto' ? !notForDecoding.has(name) : name === choice;
      const device = wanted ? this.#open(name, type) : undefined;
      if (device !== undefined) {
        return { name, device, pixelFormat };
      }
    }
    return undefined;
  }

  #open(name: string, type: Parameters<HardwareDeviceContext['create']>[0]) {
    if (!this.#opened.has(name)) {
      const device = new HardwareDeviceContext();
      this.#opened.set(name, device.create(type) < 0 ? undefined : device);
    }
    return this.#opened.get(name);
  }
}

function ownDecoder(codec: Codec, name: string): Codec | undefined {
  const ending = ownDecoders[name];
  const found = ending && Codec.findDecoderByName(`${codec.name}_${ending}` as FFDecoderCodec);
  return found || undefined;
}

function* configurations(codec: Codec) {
  let config = codec.getHwConfig(0);
  for (let index = 1; config !== null; index += 1) {
    const name = HardwareDeviceContext.getTypeName(config.deviceType);
    if (name !== null && config.pixFmt !== AV_PIX_FMT_NONE) {
      yield { name, type: config.deviceType, pixelFormat: config.pixFmt };
    }
    config = codec.getHwConfig(index);
  }
}
