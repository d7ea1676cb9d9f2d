import { sql } from 'kysely';
import type { Tx } from '#foundation/unit-of-work.ts';
import { queries } from './queries.ts';

/** Channel on which every process hears that cameras, shapes, rules or periods changed. */
export const configurationChannel = 'vigie_configuration';

/** Tells, with the commit, that the configuration of a camera (null: of several) changed. */
export async function announceConfiguration(tx: Tx, cameraId: number | null): Promise<void> {
  await sql`SELECT pg_notify(${configurationChannel}, ${JSON.stringify({ cameraId })})`.execute(queries(tx));
}
