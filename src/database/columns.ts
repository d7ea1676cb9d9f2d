import type { ColumnType } from 'kysely';

/** A moment: read as a date, written as a date or RFC 3339. */
export type Moment = ColumnType<Date, Date | string, Date | string>;
/** JSON: read as it was stored, written as text. */
export type Json<Value> = ColumnType<Value, string, string>;
