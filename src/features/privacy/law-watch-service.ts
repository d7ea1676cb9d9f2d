import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { isClockAstray } from './clock-doubt.ts';
import type { ClockWatchStore } from './clock-watch-store.ts';
import type { LegalFactsStore } from './legal-facts-store.ts';
import type { SignedPack } from './rule-pack-service.ts';

/** What keeps watch over the records themselves: the clock they depend on, the pack they are judged by, their lines. */
export interface LawWatch {
  /** Refuses a pack that is older than the last one in use, or that changed under its name. */
  takePack(pack: SignedPack): Promise<void>;
  /** Reads the clock, once a minute; true when it went astray just now: dated records stop counting. */
  readClock(): Promise<boolean>;
  /** null: the clock is trusted */
  doubtedAtMs(): Promise<number | null>;
  /** A person has put the clock right. */
  confirmClock(motive: string): Promise<void>;
  /** Writes the lines of records anew before the old ones are cut off; once a day, however often it is called. */
  renewLines(): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: ClockWatchStore;
  readonly facts: Pick<LegalFactsStore, 'fading' | 'hash'>;
  readonly clock: Clock;
  /** milliseconds that never jump */
  readonly uptime: Clock;
  readonly audit: Audit;
  readonly announce: (tx: Tx, cameraId: number | null) => Promise<void>;
}

const dayMs = 86_400_000;
/** Lines are kept for six months at least. */
const fadesAfterMs = 150 * dayMs;

/** Makes the watch. */
export function createLawWatch(parts: Parts): LawWatch {
  const { unitOfWork, reader, store, facts, clock, uptime, audit, announce } = parts;
  let renewedDay: number | undefined;
  let last: { readonly nowMs: number; readonly uptimeMs: number } | undefined;

  const doubt = (atMs: number, nowMs: number) =>
    unitOfWork(async (tx) => {
      await store.keep(tx, { latestMs: atMs, doubtedAtMs: atMs });
      await audit(tx, {
        action: 'clock.doubt',
        subject: { kind: 'clock', id: 'machine' },
        span: { fromMs: Math.min(atMs, nowMs), toMs: Math.max(atMs, nowMs) },
      });
      await announce(tx, null);
    });

  return {
    async takePack({ pack, digest }) {
      const { name, version, country } = pack;
      const newest = await store.newestPack(reader, country);
      if (newest !== undefined) refuseOlder({ name, version, digest }, newest);
      if (newest?.digest === digest) return;
      await unitOfWork(async (tx) => {
        await store.addPack(tx, { name, version, digest, country, atMs: clock() });
        await audit(tx, {
          action: 'rule-pack.use',
          subject: { kind: 'rule-pack', id: name },
          details: { digest, before: newest?.name ?? null },
        });
      });
    },
    async readClock() {
      const [nowMs, uptimeMs] = [clock(), uptime()];
      const seen = await store.find(reader);
      const latestMs = seen?.latestMs ?? nowMs;
      const passedMs = last && uptimeMs - last.uptimeMs;
      const isAstray = isClockAstray({ nowMs, latestMs, passedMs, lastMs: last?.nowMs });
      const trustedMs = last === undefined ? latestMs : Math.max(latestMs, last.nowMs);
      last = { nowMs, uptimeMs };
      if (seen?.doubtedAtMs != null) return false;
      if (isAstray) await doubt(trustedMs, nowMs);
      else await store.keep(reader, { latestMs: Math.max(latestMs, nowMs), doubtedAtMs: null });
      return isAstray;
    },
    doubtedAtMs: async () => (await store.find(reader))?.doubtedAtMs ?? null,
    confirmClock: (motive) =>
      unitOfWork(async (tx) => {
        await store.keep(tx, { latestMs: clock(), doubtedAtMs: null });
        last = { nowMs: clock(), uptimeMs: uptime() };
        await audit(tx, { action: 'clock.confirm', subject: { kind: 'clock', id: 'machine' }, motive });
        await announce(tx, null);
      }),
    async renewLines() {
      const today = Math.floor(clock() / dayMs);
      if (renewedDay === today) return;
      renewedDay = today;
      const fading = await facts.fading(reader, clock() - fadesAfterMs);
      for (const { kind, id } of fading)
        await unitOfWork(async (tx) => {
          const rowHash = await facts.hash(tx, kind, id);
          await audit(tx, { action: `${kind}.renew-line`, subject: { kind, id }, details: { rowHash } });
        });
    },
  };
}

function refuseOlder(
  pack: { readonly name: string; readonly version: readonly [number, number]; readonly digest: string },
  newest: { readonly name: string; readonly version: readonly [number, number]; readonly digest: string },
): void {
  const [[year, number], [newestYear, newestNumber]] = [pack.version, newest.version];
  const isOlder = year < newestYear || (year === newestYear && number < newestNumber);
  const isSame = year === newestYear && number === newestNumber;
  if (isOlder)
    throw new VigieError(
      'conflict',
      `The rule pack ${pack.name} is older than ${newest.name}, which was in use`,
      {
        fix: `use ${newest.name} or a later one`,
      },
    );
  if (isSame && pack.digest !== newest.digest)
    throw new VigieError(
      'conflict',
      `The rule pack ${pack.name} is not the one that was in use by this name`,
      {
        fix: 'put the one that was in use back, or release the change under a later version',
      },
    );
}
