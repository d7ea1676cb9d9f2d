import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { CountPersons } from './ports.ts';

/** Counts persons by the lines of a camera: of several lines the one that most crossed, since one person may cross each. */
export const countPersons: CountPersons = async (tx, cameraId, { fromMs, toMs }) => {
  const at = (ms: number) => sql`to_timestamp(${ms}::float8 / 1000)`;
  const { rows } = await sql<{ persons: number | null }>`
    SELECT max(passages)::float8 AS persons FROM (
      SELECT datastream.line_id, sum(observation.result) AS passages
        FROM observation JOIN datastream ON datastream.id = observation.datastream_id
                         JOIN line ON line.id = datastream.line_id
       WHERE line.camera_id = ${cameraId} AND datastream.class = 'person'
         AND observation.phenomenon_start < ${at(toMs)} AND observation.phenomenon_end > ${at(fromMs)}
       GROUP BY datastream.line_id) AS lines`.execute(queries(tx));
  return rows[0]?.persons ?? null;
};
