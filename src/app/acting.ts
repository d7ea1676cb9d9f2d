import { AsyncLocalStorage } from 'node:async_hooks';
import { userInfo } from 'node:os';
import type { Actor } from '#foundation/audit.ts';
import type { Principal } from '#http/access.ts';
import type { App } from '#http/http-server.ts';

const storage = new AsyncLocalStorage<Actor>();

/** Vigie itself: its jobs, and all that nobody asked for. */
export const system: Actor = { kind: 'system', id: 'vigie', name: 'Vigie' };

/** Who acts now. */
export function actor(): Actor {
  return storage.getStore() ?? system;
}

/** Does work in the name of somebody; what the work starts goes on in that name. */
export function actAs<Result>(who: Actor, work: () => Result): Result {
  return storage.run(who, work);
}

/** The holder of a session or key, as the log names them. */
export function actorOf({ kind, id, name, role }: Principal): Actor {
  return { kind, id, name, ...(role === undefined ? {} : { role }) };
}

/** A command at the machine, by the account of the machine that runs it. */
export function commandActor(command: string): Actor {
  return { kind: 'command', id: `vigie ${command}`, name: userInfo().username };
}

/** Makes every handler act in the name of who asked. Whoever asks a public route acts as `nobody`. */
export function nameActors(app: App): void {
  // The last hook before the handler: reading a body loses what earlier hooks set.
  app.addHook('preHandler', (request, _reply, done) => {
    const { principal } = request;
    actAs(
      principal === undefined ? { ...system, id: 'web', name: 'nobody signed in' } : actorOf(principal),
      done,
    );
  });
}
