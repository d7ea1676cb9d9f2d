import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('./rtsp-server.py', import.meta.url));
// The system's own Python: it is the one that Debian's GStreamer bindings are installed for.
const python = '/usr/bin/python3';

/** A camera that tests switch off and on. */
export interface RtspServer {
  /** rtsp://127.0.0.1:port/stream, with name and password when it asks for them */
  readonly url: string;
  readonly port: number;
  /** Cuts all connections, as a loss of power would. */
  stop(): Promise<void>;
  /** Comes back on the same port; the world it shows went on meanwhile. */
  start(): Promise<void>;
  /** Keeps all connections and sends nothing, as a camera that hangs does. */
  freeze(): void;
  /** Ends a freeze. */
  thaw(): void;
}

/** What the camera shows, and to whom. */
export interface RtspServerWishes {
  /** an MP4 file with H.264, shown over and over */
  readonly clip: string;
  /** 0, the default, takes a free one */
  readonly port?: number;
  readonly username?: string;
  readonly password?: string;
}

/** Why there can be no RTSP server here, or undefined: tests that need one skip with it. */
export async function rtspServerMissing(): Promise<string | undefined> {
  const check =
    "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst, GstRtspServer; Gst.init(None);" +
    "assert all(Gst.ElementFactory.find(name) for name in ('qtdemux', 'h264parse', 'rtph264pay', 'appsrc'))";
  try {
    await promisify(execFile)(python, ['-c', check]);
    return undefined;
  } catch {
    return 'GStreamer is missing: apt-get install gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-good gstreamer1.0-plugins-bad';
  }
}

/** Starts a real RTSP server that shows a clip. */
export async function startRtspServer(wishes: RtspServerWishes): Promise<RtspServer> {
  const began = Date.now() / 1000;
  let port = wishes.port ?? 0;
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(python, [script, ...argumentsOf(wishes, port, began)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    port = await readPort(child);
  };
  const stop = async () => {
    const running = child;
    child = undefined;
    if (running !== undefined && running.exitCode === null) {
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      await ended;
    }
  };
  await start();
  const user = wishes.username === undefined ? '' : `${wishes.username}:${wishes.password ?? ''}@`;
  return {
    url: `rtsp://${user}127.0.0.1:${port}/stream`,
    port,
    stop,
    start,
    freeze: () => child?.kill('SIGSTOP'),
    thaw: () => child?.kill('SIGCONT'),
  };
}

function argumentsOf(wishes: RtspServerWishes, port: number, began: number): string[] {
  const options = ['--clip', wishes.clip, '--port', String(port), '--began', String(began)];
  return wishes.username === undefined
    ? options
    : [...options, '--username', wishes.username, '--password', wishes.password ?? ''];
}

async function readPort(child: ChildProcess): Promise<number> {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    if (said.includes('\n')) {
      return (JSON.parse(said) as { port: number }).port;
    }
  }
  throw new Error('the RTSP server did not start');
}
