import { type Static, Type } from 'typebox';

/** A list of cameras and what is to be done with it. */
export const CameraImportInput = Type.Object(
  {
    csv: Type.String({
      minLength: 1,
      maxLength: 900_000,
      description: 'the file as text, its first line the columns',
    }),
    mode: Type.Union(
      [
        Type.Literal('check', { description: 'says what would happen; nothing is stored' }),
        Type.Literal('all', { description: 'all rows, or none when one is at fault' }),
        Type.Literal('good', { description: 'the rows without fault' }),
      ],
      { default: 'check' },
    ),
  },
  { additionalProperties: false },
);
export type CameraImportInput = Static<typeof CameraImportInput>;

/** A fault of one cell; `column` is empty where the whole row is meant. */
export const RowFault = Type.Object({
  column: Type.String(),
  message: Type.String(),
  fix: Type.Optional(Type.String()),
});
export type RowFault = Static<typeof RowFault>;

/** What becomes, or became, of each row. Addresses show no password. */
export const CameraImport = Type.Object({
  /** cameras that are in the register now */
  added: Type.Integer(),
  rows: Type.Array(
    Type.Object({
      /** of the file, the columns are line 1 */
      line: Type.Integer(),
      name: Type.String(),
      address: Type.String(),
      state: Type.Union([Type.Literal('good'), Type.Literal('added'), Type.Literal('faulty')]),
      faults: Type.Array(RowFault),
    }),
  ),
});
export type CameraImport = Static<typeof CameraImport>;
