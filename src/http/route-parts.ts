import { Type } from 'typebox';
import { Id } from '#foundation/wire-schema.ts';

/** The path of one stored thing: `/…/:id`. */
export const IdPath = Type.Object({ id: Id });

/** An answer without content. */
export const Nothing = Type.Null({ description: 'done; no content' });

/** A list that is short enough to come whole. */
export const WholeList = <Item extends Parameters<typeof Type.Array>[0]>(item: Item) =>
  Type.Object({ items: Type.Array(item) });
