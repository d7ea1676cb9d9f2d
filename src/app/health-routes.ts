import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '#http/http-server.ts';

/** A part that must work before Vigie does: its fault in plain words, or nothing. */
export type ReadinessCheck = () => Promise<string | undefined>;

const patienceMs = 3000;
const silence = 'does not answer';

/** `/healthz`: the process lives. `/readyz`: it can do its work. */
export function registerHealth(app: App, checks: Readonly<Record<string, ReadinessCheck>>): void {
  app.get('/healthz', { config: { public: true } }, () => ({ status: 'alive' }));
  app.get('/readyz', { config: { public: true } }, async (_request, reply) => {
    const names = Object.keys(checks);
    const faults = await Promise.all(
      Object.values(checks).map((check) =>
        Promise.race([check(), sleep(patienceMs, silence, { ref: false })]).catch(() => silence),
      ),
    );
    const parts = Object.fromEntries(names.map((name, index) => [name, faults[index] ?? 'ready']));
    const isReady = faults.every((fault) => fault === undefined);
    return reply
      .status(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not ready', parts });
  });
}
