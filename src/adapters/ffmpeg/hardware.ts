import { AV_PIX_FMT_NONE, type AVPixelFormat } from 'node-av/constants';
import { type Codec, HardwareDeviceContext } from 'node-av/lib';

/** Which hardware decodes: the best there is, none, or one by FFmpeg's name (cuda, vaapi, qsv, videotoolbox…). */
export type HardwareChoice = 'auto' | 'none' | (string & {});

/** A device that decodes a codec, and the pixel format of the pictures it leaves in its memory. */
export interface HardwareDecoder {
  readonly name: string;
  readonly device: HardwareDeviceContext;
  readonly pixelFormat: AVPixelFormat;
}

/** Devices that only filter or compute, or whose decoding needs a display. */
const notForDecoding = new Set(['opencl', 'vulkan', 'drm', 'amf', 'vdpau']);

/** Opens each device once: they are shared by all cameras for the life of the process. */
export class HardwareDevices {
  readonly #opened = new Map<string, HardwareDeviceContext | undefined>();

  /** A decoder for the codec, or undefined when no device here knows it. */
  find(codec: Codec, choice: HardwareChoice): HardwareDecoder | undefined {
    if (choice === 'none') {
      return undefined;
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
