import { argv } from 'node:process';
import { startNoticeSender } from '#app/notice-sender.ts';
import { silentLog } from '../silent-log.ts';
import { findCamera, furnish, openBusyTerritory, see, sha256 } from './busy-territory.ts';

/**
 * Does all that `main` writes, as fast as it can, until it is killed: alerts that are confirmed and told, pictures kept
 * and handed over, cameras added one by one and by lists. Prints each thing once it is done.
 */
const [, , directory = '', hook = ''] = argv;
const territory = await openBusyTerritory(directory);
const { services, recorded, imports, notifications } = territory;
const say = (...words: readonly (string | number)[]): void =>
  void process.stdout.write(`${words.join(' ')}\n`);

if ((await services.rules.list({})).items.length === 0) await furnish(territory, hook);
const camera = await findCamera(territory);
const { wake } = startNoticeSender({ ...notifications, log: silentLog });
const begunMs = Date.now();
const ada = { id: 'ada', name: 'Ada' };
const grace = { id: 'grace', name: 'Grace' };

async function watch(): Promise<never> {
  for (let round = 1; ; round++) {
    const evidence = await see(territory, camera, begunMs + round, round);
    const [alert] = (await services.alerts.list({ camera: camera.cameraId, limit: 1 })).items;
    if (alert === undefined) throw new Error('no alert was raised');
    await services.alerts.transition(alert.id, { to: 'confirmed' }, { id: null, name: 'Ada' });
    say('confirmed', alert.id);
    wake();
    await recorded.recordings.keep(evidence);
    const { items } = await recorded.recordings.list({ camera: camera.cameraId });
    const kept = items.find(({ alertId }) => alertId === alert.id);
    if (kept === undefined) throw new Error('nothing was kept');
    say('kept', kept.id);
    if (round % 3 === 0) await handOver(kept.id);
  }
}

async function handOver(recordingId: number): Promise<void> {
  const { extractions } = recorded;
  const order = { requisition: 'PV 2026/118', requester: 'OPJ', authority: 'Commissariat' };
  const { id } = await extractions.propose({ ...order, recordingIds: [recordingId] }, ada);
  await extractions.decide(id, 'approved', grace);
  say('handed', id, sha256(await extractions.handOver(id, ada)));
}

async function add(): Promise<never> {
  const purposeIds = (await services.law.purposes.list()).map(({ id }) => id);
  const law = { place: 'closed-site' as const, purposeIds };
  for (let round = 1; ; round++) {
    const name = `${begunMs}-${round}`;
    const rows = Array.from(
      { length: 20 },
      (_, row) => `list ${name} row ${row};rtsp://192.0.2.1/${row};Site fermé`,
    );
    const csv = ['Nom;Adresse;Lieu', ...rows].join('\n');
    await imports.run({ csv, mode: 'all' }, { mayWriteLaw: true });
    say('list', name);
    const source = { url: 'rtsp://192.0.2.1/one' };
    await services.cameras.insert({ name: `one ${name}`, source, ...law });
    say('camera', name);
  }
}

say('ready');
await Promise.all([watch(), add()]);
