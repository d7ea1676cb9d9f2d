import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('./desktop-notices.py', import.meta.url));
// The system's own Python: it is the one that Debian's bindings are installed for.
const python = '/usr/bin/python3';
const busProgram = '/usr/bin/dbus-daemon';

/** A notice as a desktop shows it. */
interface DesktopNotice {
  readonly shown: number;
  readonly title: string;
  readonly body: string;
}

/** A desktop without a screen, that shows what browsers ask it to show. */
export interface Desktop {
  /** what a program needs in its environment to reach it */
  readonly environment: Readonly<Record<string, string>>;
  /** all that was shown, the oldest first */
  readonly notices: readonly DesktopNotice[];
  /** Clicks on a notice. */
  click(notice: DesktopNotice): void;
  stop(): Promise<void>;
}

/** Why there can be no desktop here, or undefined: tests that need one skip with it. */
export async function desktopMissing(): Promise<string | undefined> {
  const check = "import gi; gi.require_version('Gio', '2.0'); from gi.repository import Gio";
  const isThere = await promisify(execFile)(python, ['-c', check]).then(
    () => existsSync(busProgram),
    () => false,
  );
  return isThere ? undefined : 'D-Bus is missing: apt-get install dbus-daemon python3-gi';
}

/** Starts a desktop of its own: a bus, and who shows notices on it (the Desktop Notifications Specification). */
export async function startDesktop(): Promise<Desktop> {
  const bus = spawn(busProgram, ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(createInterface({ input: bus.stdout }), 'line')) as [string];
  const environment = { DBUS_SESSION_BUS_ADDRESS: address };
  const shower = spawn(python, [script], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const notices: DesktopNotice[] = [];
  await new Promise<void>((resolve, reject) => {
    shower.once('exit', () => reject(new Error('the desktop does not start')));
    createInterface({ input: shower.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as { readonly ready?: true } & DesktopNotice;
      if (told.ready) resolve();
      else notices.push(told);
    });
  });
  return {
    environment,
    notices,
    click: ({ shown }) => void shower.stdin.write(`${shown}\n`),
    async stop() {
      await end(shower);
      await end(bus);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}
