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

/** What the streams of a camera are called, in the order of their paths. */
const streamNames = [
  { en: 'Main stream', fr: 'Flux principal' },
  { en: 'Second stream, lighter', fr: 'Second flux, plus léger' },
  { en: 'Third stream', fr: 'Troisième flux' },
] as const;

const rtspPort = 554;

/** RTSP paths as the makers' own public manuals give them; `{channel}` is the number of the channel. */
export const cameraMakes: readonly Make[] = [
  make('axis', 'Axis', ['/axis-media/media.amp', '/axis-media/media.amp?resolution=640x360']),
  make('bosch', 'Bosch', ['/?inst=1', '/?inst=2']),
  make('dahua', 'Dahua', [
    '/cam/realmonitor?channel={channel}&subtype=0',
    '/cam/realmonitor?channel={channel}&subtype=1',
  ]),
  make('foscam', 'Foscam', ['/videoMain', '/videoSub'], 88),
  make('hanwha', 'Hanwha Vision (Wisenet)', ['/profile2/media.smp', '/profile3/media.smp']),
  make('hikvision', 'Hikvision', ['/Streaming/Channels/{channel}01', '/Streaming/Channels/{channel}02']),
  make('reolink', 'Reolink', ['/Preview_0{channel}_main', '/Preview_0{channel}_sub']),
  make('tp-link', 'TP-Link (Tapo, VIGI)', ['/stream1', '/stream2']),
  make('uniview', 'Uniview', ['/media/video1', '/media/video2', '/media/video3']),
  make('vivotek', 'VIVOTEK', ['/live.sdp', '/live2.sdp']),
];

function make(code: string, name: string, paths: readonly string[], port = rtspPort): Make {
  const streams = paths.map((path, index) => ({ name: streamNames[index] ?? { en: path, fr: path }, path }));
  return { code, name, port, streams };
}
