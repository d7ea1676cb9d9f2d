import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A process that runs or ran, told from a later one with the same number by its start. */
export interface ProcessIdentity {
  readonly pid: number;
  /** start, in the kernel's ticks since boot */
  readonly started: string;
}

/** The live process of this number, or none. */
export async function identityOf(pid: number): Promise<ProcessIdentity | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field, the name, may hold spaces and brackets: count from its end. proc(5).
  const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined || fields[0] === 'Z') return undefined;
  return { pid, started: fields[19] ?? '' };
}

async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await identityOf(identity.pid))?.started === identity.started;
}

const ownerFile = (folder: string): string => join(folder, 'owner.json');

/** The live process that holds the database of this folder, if there is one. */
export async function liveOwner(folder: string): Promise<ProcessIdentity | undefined> {
  const text = await readFile(ownerFile(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const owner = parse(text);
  return owner !== undefined && (await isAlive(owner)) ? owner : undefined;
}

function parse(text: string): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(text) as Partial<ProcessIdentity>;
    return typeof value.pid === 'number' && typeof value.started === 'string'
      ? { pid: value.pid, started: value.started }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Makes this process the owner; answers the one that already is, when it lives. */
export async function claim(folder: string): Promise<ProcessIdentity | undefined> {
  const self = await identityOf(process.pid);
  const draft = `${ownerFile(folder)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(self ?? { pid: process.pid, started: '' }));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      // A link fails where the name is taken: two starters cannot both become the owner.
      const taken = await link(draft, ownerFile(folder)).then(
        () => false,
        () => true,
      );
      if (!taken) return undefined;
      const owner = await liveOwner(folder);
      if (owner !== undefined) return owner;
      await rm(ownerFile(folder), { force: true });
    }
    return await liveOwner(folder);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Ends this process's ownership. */
export async function release(folder: string): Promise<void> {
  await rm(ownerFile(folder), { force: true });
}
