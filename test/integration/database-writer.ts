import { argv } from 'node:process';
import { openDatabase } from '#database/open-database.ts';
import { queries } from '#database/queries.ts';
import { silentLog } from '../silent-log.ts';

/**
 * Stores rows one by one until it is killed, in the database of the data directory given; prints the number of each
 * row once it is stored.
 */
const [, , dataDirectory = '', first = '1'] = argv;
const database = await openDatabase({ dataDirectory, log: silentLog });
process.stdout.write(`pid ${database.pid}\n`);
for (let number = Number(first); ; number++) {
  const row = { territory_id: 1, name: `row ${number}`, definition: '{}' };
  try {
    await database.unitOfWork((tx) => queries(tx).insertInto('period').values(row).execute());
    process.stdout.write(`${number}\n`);
  } catch (fault) {
    process.stdout.write(`away ${fault instanceof Error ? fault.message : ''}\n`);
    // Whether the row was stored when the connection broke is unknown: the next number is a new row.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
