import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const program = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'].find((path) => existsSync(path));
const passwordTool = '/usr/bin/mosquitto_passwd';

/** What to do when there is no broker; undefined when there is. */
export const noMosquitto = program === undefined ? 'apt-get install mosquitto' : undefined;

/** A real broker. */
export interface Mosquitto {
  stop(): Promise<void>;
}

/** Starts Mosquitto on a port of the loopback address, for one person; its files lie in the directory. */
export async function startMosquitto(
  directory: string,
  port: number,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<Mosquitto> {
  const passwords = join(directory, 'passwords');
  execFileSync(passwordTool, ['-b', '-c', passwords, username, password], { stdio: 'ignore' });
  const settings = join(directory, 'mosquitto.conf');
  const lines = [`listener ${port} 127.0.0.1`, `password_file ${passwords}`, 'user root'];
  writeFileSync(settings, `${lines.join('\n')}\n`);
  const child = spawn(program ?? '', ['-c', settings], { stdio: 'ignore' });
  await reachable(port);
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

async function reachable(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await sleep(100);
  }
  throw new Error('Mosquitto does not listen');
}
