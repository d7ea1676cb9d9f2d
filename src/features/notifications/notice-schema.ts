import { type Static, Type } from 'typebox';
import { Id, Instant } from '#foundation/wire-schema.ts';
import { Fault } from './channel-schema.ts';

export const NoticeState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('sent'),
  Type.Literal('dropped'),
  Type.Literal('expired'),
  Type.Literal('dead'),
]);
export type NoticeState = Static<typeof NoticeState>;

const Maybe = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** A message and what became of it: neither its words nor its alerts' pictures, which no message has. */
export const Notice = Type.Object({
  id: Id,
  subject: Type.Union([
    Type.Literal('raised'),
    Type.Literal('unseen'),
    Type.Literal('confirmed'),
    Type.Literal('digest'),
    Type.Literal('reminder'),
    Type.Literal('test'),
  ]),
  channelName: Type.String(),
  channelKind: Type.String(),
  /** the person, or the outside address */
  receiver: Maybe(Type.String()),
  alertIds: Type.Array(Id),
  state: NoticeState,
  /** why it was dropped, expired or given up */
  fate: Maybe(Type.String()),
  attempts: Type.Integer({ minimum: 0 }),
  createdAt: Instant,
  dueAt: Instant,
  expiresAt: Instant,
  endedAt: Maybe(Instant),
  lastFault: Maybe(Fault),
});
export type Notice = Static<typeof Notice>;
