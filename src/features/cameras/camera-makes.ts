/** A make of cameras and the paths of its streams. */
export interface Make {
  readonly code: string;
  readonly name: string;
  readonly port: number;
  readonly streams: readonly {
    readonly name: { readonly en: string; readonly fr: string };
    readonly path: string;
  }[];
}

const fine = { en: 'Main stream', fr: 'Flux principal' };
const light = { en: 'Second stream, lighter', fr: 'Second flux, plus léger' };
const third = { en: 'Third stream', fr: 'Troisième flux' };

/** RTSP paths as the makers' own public manuals give them; `{channel}` is the number of the channel. */
export const cameraMakes: readonly Make[] = [
  {
    code: 'axis',
    name: 'Axis',
    port: 554,
    streams: [
      { name: fine, path: '/axis-media/media.amp' },
      { name: light, path: '/axis-media/media.amp?resolution=640x360' },
    ],
  },
  {
    code: 'bosch',
    name: 'Bosch',
    port: 554,
    streams: [
      { name: fine, path: '/?inst=1' },
      { name: light, path: '/?inst=2' },
    ],
  },
  {
    code: 'dahua',
    name: 'Dahua',
    port: 554,
    streams: [
      { name: fine, path: '/cam/realmonitor?channel={channel}&subtype=0' },
      { name: light, path: '/cam/realmonitor?channel={channel}&subtype=1' },
    ],
  },
  {
    code: 'foscam',
    name: 'Foscam',
    port: 88,
    streams: [
      { name: fine, path: '/videoMain' },
      { name: light, path: '/videoSub' },
    ],
  },
  {
    code: 'hanwha',
    name: 'Hanwha Vision (Wisenet)',
    port: 554,
    streams: [
      { name: fine, path: '/profile2/media.smp' },
      { name: light, path: '/profile3/media.smp' },
    ],
  },
  {
    code: 'hikvision',
    name: 'Hikvision',
    port: 554,
    streams: [
      { name: fine, path: '/Streaming/Channels/{channel}01' },
      { name: light, path: '/Streaming/Channels/{channel}02' },
    ],
  },
  {
    code: 'reolink',
    name: 'Reolink',
    port: 554,
    streams: [
      { name: fine, path: '/Preview_0{channel}_main' },
      { name: light, path: '/Preview_0{channel}_sub' },
    ],
  },
  {
    code: 'tp-link',
    name: 'TP-Link (Tapo, VIGI)',
    port: 554,
    streams: [
      { name: fine, path: '/stream1' },
      { name: light, path: '/stream2' },
    ],
  },
  {
    code: 'uniview',
    name: 'Uniview',
    port: 554,
    streams: [
      { name: fine, path: '/media/video1' },
      { name: light, path: '/media/video2' },
      { name: third, path: '/media/video3' },
    ],
  },
  {
    code: 'vivotek',
    name: 'VIVOTEK',
    port: 554,
    streams: [
      { name: fine, path: '/live.sdp' },
      { name: light, path: '/live2.sdp' },
    ],
  },
];
