import { randomUUID } from 'node:crypto';
import { type AddressGuard, checkHost } from './address-guard.ts';
import { connectionFault } from './faults.ts';
import type { GuardProxy } from './guard-proxy.ts';
import { imageFormat } from './image-format.ts';
import type { MediaLocation } from './media.ts';
import { dialInTime, RtspRelay } from './rtsp-relay.ts';
import { type FileAccess, locateFile, parseSourceAddress, type SourceAddress } from './source-address.ts';

// Containers and raw streams only (sound, to say that it is only sound): no playlist or script that could lead to another file or host.
const fileFormats =
  'mov,mp4,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,h264,hevc,av1,obu,m4v,mjpeg,mpjpeg,mxf,ivf,gif,apng,dv,jpeg_pipe,png_pipe,webp_pipe,bmp_pipe,tiff_pipe,wav,mp3,aac,flac';
// What HTTP may bring: MJPEG, or HLS with the segments it is made of.
const httpFormats = 'mpjpeg,mjpeg,hls,mpegts,mov,mp4,matroska,webm,flv,h264,hevc,webvtt,aac,mp3,ac3,eac3';

/** What finding a source needs. */
export interface LocatingMeans {
  readonly files: FileAccess;
  readonly guard: AddressGuard;
  /** the proxy through which FFmpeg makes all its HTTP connections */
  readonly proxy: GuardProxy;
  readonly timeoutMs: number;
}

/** Finds what FFmpeg is to open: the real path of a file, or a stream whose host was checked. */
export async function locateMedia(
  url: string,
  means: LocatingMeans,
  signal: AbortSignal,
): Promise<MediaLocation> {
  const address = parseSourceAddress(url);
  if (address.kind === 'file') {
    const path = await locateFile(address, means.files);
    const format = await imageFormat(path);
    return {
      address,
      ...(format === undefined ? {} : { format }),
      url: `file:${path}`,
      live: false,
      options: { protocol_whitelist: 'file', format_whitelist: fileFormats },
    };
  }
  return address.kind === 'rtsp'
    ? await locateRtsp(address, means, signal)
    : await locateHttp(address, means, signal);
}

/** FFmpeg speaks to a relay that leads to the checked address, so that neither a name nor a redirect leads elsewhere. */
async function locateRtsp(
  address: SourceAddress,
  means: LocatingMeans,
  signal: AbortSignal,
): Promise<MediaLocation> {
  const parts = /^(rtsps?):\/\/((?:[^@/?#]*@)?)(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?(.*)$/is.exec(address.target);
  const [, scheme = '', user = '', name = '', givenPort, rest = ''] = parts ?? [];
  const tls = scheme.toLowerCase() === 'rtsps';
  const host = await checkHost(name, address.label, means.guard);
  const port = Number(givenPort ?? (tls ? 322 : 554));
  const relay = await RtspRelay.open({ host, port, name, tls }, means.timeoutMs, signal).catch((fault) => {
    throw connectionFault(fault, address);
  });
  return {
    address,
    url: `rtsp://${user}127.0.0.1:${relay.port}${rest}`,
    live: true,
    door: { host, port },
    release: () => relay.stop(),
    wasRedirected: () => relay.redirected,
    options: {
      protocol_whitelist: 'rtsp,rtp,srtp,udp,tcp,crypto',
      format_whitelist: 'rtsp,rtp,sdp,mpegts,asf',
      rtsp_flags: 'prefer_tcp',
      allowed_media_types: 'video',
      timeout: String(means.timeoutMs * 1000),
      ...liveOptions,
    },
  };
}

async function locateHttp(
  address: SourceAddress,
  means: LocatingMeans,
  signal: AbortSignal,
): Promise<MediaLocation> {
  const { hostname, port, protocol } = new URL(address.target);
  const host = await checkHost(hostname, address.label, means.guard);
  const door = { host, port: Number(port === '' ? standardPorts.get(protocol) : port) };
  const source = randomUUID();
  // FFmpeg would only say that the proxy answered with an error: what is wrong with the way there is found out here.
  const tried = await dialInTime({ ...door, name: hostname, tls: false }, means.timeoutMs, signal).catch(
    (fault) => {
      throw connectionFault(fault, address);
    },
  );
  tried.destroy();
  return {
    address,
    url: address.target,
    live: true,
    door,
    wasRedirected: () => means.proxy.takeRefusal(source),
    options: {
      protocol_whitelist: 'http,https,httpproxy,tcp,tls,crypto',
      format_whitelist: httpFormats,
      http_proxy: await means.proxy.address(source),
      rw_timeout: String(means.timeoutMs * 1000),
      ...liveOptions,
    },
  };
}

const standardPorts = new Map([
  ['http:', 80],
  ['https:', 443],
]);

// A second of the stream tells its size and coding; guessing its rate would only delay the first picture.
const liveOptions = { fflags: 'discardcorrupt', analyzeduration: '1000000', fpsprobesize: '0' };
