import { sql } from 'kysely';
import { pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Fault } from './channel-schema.ts';
import type { Notice, NoticeState } from './notice-schema.ts';

/** What a message is about besides alerts: the span of a digest, the words of a reminder. */
interface NoticeContent {
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly words?: string;
}

/** A message to be written. */
export interface NewNotice {
  /** of two messages with one key only the first is kept; a confirmation that was taken back may be told anew */
  readonly key: string;
  readonly subject: Notice['subject'];
  readonly channelId: number;
  readonly personId?: string;
  readonly deviceId?: number;
  readonly address?: string;
  readonly planId?: number;
  /** messages of one thread are gathered */
  readonly thread?: string;
  readonly alertIds?: readonly number[];
  readonly content?: NoticeContent;
  readonly urgent?: boolean;
  readonly atMs: number;
  readonly dueMs: number;
  readonly expiresMs: number;
  readonly gathersUntilMs?: number;
}

/** A message taken for sending: nobody else takes it until the lease ends. */
export interface TakenNotice {
  readonly id: number;
  readonly key: string;
  readonly subject: Notice['subject'];
  readonly channelId: number;
  readonly personId: string | null;
  readonly deviceId: number | null;
  readonly address: string | null;
  readonly alertIds: readonly number[];
  readonly content: NoticeContent;
  readonly urgent: boolean;
  readonly attempts: number;
  readonly createdMs: number;
  readonly expiresMs: number;
}

/** How a message ended. */
export interface NoticeEnd {
  readonly state: Exclude<NoticeState, 'waiting'>;
  readonly fate?: string;
  readonly fault?: Fault;
  readonly atMs: number;
}

/** The last message of a thread. */
export interface ThreadEnd {
  readonly id: number;
  readonly gathersUntilMs: number | null;
}

/** Messages until they arrived, and a while longer. */
export interface NoticeStore {
  add(tx: Tx, notice: NewNotice): Promise<void>;
  lastOf(tx: Tx, thread: string): Promise<ThreadEnd | undefined>;
  /** Puts an alert into a message that waits; false when it is being sent, or has been. */
  gather(tx: Tx, id: number, alertId: number, atMs: number): Promise<boolean>;
  /** Channels that have something to send now. */
  dueChannels(tx: Tx, atMs: number): Promise<readonly number[]>;
  /** Takes the next message of a channel, urgent ones first. */
  take(tx: Tx, channelId: number, atMs: number, leaseMs: number): Promise<TakenNotice | undefined>;
  end(tx: Tx, id: number, end: NoticeEnd): Promise<void>;
  /** The message waits again; `counts` when the try was the message's own failure. */
  putBack(tx: Tx, id: number, back: { fault: Fault; dueMs: number; counts: boolean }): Promise<void>;
  /** The message waits, untried, and may be late by as much as it was allowed before. */
  postpone(tx: Tx, id: number, atMs: number, dueMs: number): Promise<void>;
  /** Ends what waited too long, and of a channel's queue the oldest beyond `most`. Answers how many. */
  expire(tx: Tx, atMs: number, most: number): Promise<number>;
  forget(tx: Tx, beforeMs: number): Promise<void>;
  list(tx: Tx, request: PageRequest & { readonly state?: NoticeState | undefined }): Promise<Page<Notice>>;
  /** Lets a message that was given up or expired wait anew; false when it did neither. */
  revive(tx: Tx, id: number, atMs: number, expiresMs: number): Promise<boolean>;
}

const mostGathered = 200;

/** Messages in PostgreSQL. */
export function createNoticeStore(territoryId: number): NoticeStore {
  return { ...queue(territoryId), ...ends(territoryId), ...reading(territoryId) };
}

type Queue = Pick<NoticeStore, 'add' | 'lastOf' | 'gather' | 'dueChannels' | 'take'>;

function queue(territoryId: number): Queue {
  return {
    async add(tx, notice) {
      const { gathersUntilMs } = notice;
      await sql`INSERT INTO notice (territory_id, key, subject, channel_id, person_id, device_id, address, plan_id, thread,
                                    alert_ids, content, urgent, created_at, due_at, expires_at, gathers_until)
        VALUES (${territoryId}, ${notice.key}, ${notice.subject}, ${notice.channelId}, ${notice.personId ?? null},
                ${notice.deviceId ?? null}, ${notice.address ?? null}, ${notice.planId ?? null}, ${notice.thread ?? null},
                ${[...(notice.alertIds ?? [])]}::bigint[], ${JSON.stringify(notice.content ?? {})},
                ${notice.urgent ?? false}, ${new Date(notice.atMs)}, ${new Date(notice.dueMs)},
                ${new Date(notice.expiresMs)}, ${gathersUntilMs === undefined ? null : new Date(gathersUntilMs)})
        ON CONFLICT (key) DO UPDATE SET state = 'waiting', fate = NULL, ended_at = NULL, attempts = 0,
               leased_until = NULL, due_at = excluded.due_at, expires_at = excluded.expires_at
         WHERE notice.subject = 'confirmed' AND notice.state = 'dropped'`.execute(queries(tx));
    },
    async lastOf(tx, thread) {
      const { rows } = await sql<{ id: number; gathers: Date | null }>`
        SELECT id, gathers_until AS gathers FROM notice WHERE thread = ${thread} ORDER BY id DESC LIMIT 1`.execute(
        queries(tx),
      );
      return rows[0] && { id: rows[0].id, gathersUntilMs: rows[0].gathers?.getTime() ?? null };
    },
    async gather(tx, id, alertId, atMs) {
      const { numAffectedRows } = await sql`
        UPDATE notice SET alert_ids = alert_ids || ${alertId}::bigint
         WHERE id = ${id} AND state = 'waiting' AND (leased_until IS NULL OR leased_until < ${new Date(atMs)})
           AND cardinality(alert_ids) < ${mostGathered}`.execute(queries(tx));
      return numAffectedRows === 1n;
    },
    async dueChannels(tx, atMs) {
      const at = new Date(atMs);
      const { rows } = await sql<{ id: number }>`
        SELECT id FROM notice_channel AS channel
         WHERE territory_id = ${territoryId} AND enabled AND (retry_at IS NULL OR retry_at <= ${at})
           AND EXISTS (SELECT FROM notice WHERE channel_id = channel.id AND state = 'waiting' AND due_at <= ${at}
                          AND (leased_until IS NULL OR leased_until < ${at})) ORDER BY id`.execute(
        queries(tx),
      );
      return rows.map(({ id }) => id);
    },
    async take(tx, channelId, atMs, leaseMs) {
      const at = new Date(atMs);
      const { rows } = await sql<TakenRow>`
        UPDATE notice SET leased_until = ${new Date(atMs + leaseMs)}
         WHERE id = (SELECT id FROM notice
                      WHERE channel_id = ${channelId} AND state = 'waiting' AND due_at <= ${at}
                        AND (leased_until IS NULL OR leased_until < ${at})
                      ORDER BY urgent DESC, due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, key, subject, channel_id AS "channelId", person_id AS "personId", device_id AS "deviceId", address,
                  alert_ids, content, urgent, attempts, created_at, expires_at`.execute(queries(tx));
      if (rows[0] === undefined) return undefined;
      const { alert_ids, created_at, expires_at, ...rest } = rows[0];
      const alertIds = alert_ids.map(Number);
      return { ...rest, alertIds, createdMs: created_at.getTime(), expiresMs: expires_at.getTime() };
    },
  };
}

interface TakenRow extends Omit<TakenNotice, 'alertIds' | 'createdMs' | 'expiresMs'> {
  readonly alert_ids: readonly (string | number)[];
  readonly created_at: Date;
  readonly expires_at: Date;
}

type Ends = Pick<NoticeStore, 'end' | 'putBack' | 'postpone' | 'expire' | 'forget' | 'revive'>;

function ends(territoryId: number): Ends {
  return {
    async end(tx, id, { state, fate, fault, atMs }) {
      const told = fault === undefined ? sql`` : sql`, last_fault = ${JSON.stringify(fault)}`;
      await sql`UPDATE notice SET state = ${state}, fate = ${fate ?? null}, ended_at = ${new Date(atMs)},
                leased_until = NULL, attempts = attempts + 1 ${told} WHERE id = ${id}`.execute(queries(tx));
    },
    async putBack(tx, id, { fault, dueMs, counts }) {
      await sql`UPDATE notice SET leased_until = NULL, due_at = ${new Date(dueMs)}, last_fault = ${JSON.stringify(fault)},
                attempts = attempts + ${counts ? 1 : 0} WHERE id = ${id}`.execute(queries(tx));
    },
    async postpone(tx, id, atMs, dueMs) {
      await sql`UPDATE notice SET leased_until = NULL, due_at = ${new Date(dueMs)},
                expires_at = expires_at + make_interval(secs => ${(dueMs - atMs) / 1000}) WHERE id = ${id}`.execute(
        queries(tx),
      );
    },
    async expire(tx, atMs, most) {
      const at = new Date(atMs);
      const { numAffectedRows } = await sql`
        UPDATE notice SET state = 'expired', fate = CASE WHEN expires_at <= ${at} THEN 'too-late' ELSE 'queue-full' END,
               ended_at = ${at}
         WHERE territory_id = ${territoryId} AND state = 'waiting' AND (leased_until IS NULL OR leased_until < ${at})
           AND (expires_at <= ${at} OR id IN (
                 SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY channel_id ORDER BY urgent DESC, id DESC) AS place
                                   FROM notice WHERE territory_id = ${territoryId} AND state = 'waiting') AS queued
                  WHERE place > ${most}))`.execute(queries(tx));
      return Number(numAffectedRows ?? 0);
    },
    async forget(tx, beforeMs) {
      await sql`DELETE FROM notice WHERE territory_id = ${territoryId} AND state <> 'waiting'
                   AND ended_at < ${new Date(beforeMs)}`.execute(queries(tx));
    },
    async revive(tx, id, atMs, expiresMs) {
      const { numAffectedRows } = await sql`
        UPDATE notice SET state = 'waiting', fate = NULL, ended_at = NULL, attempts = 0, leased_until = NULL,
               due_at = ${new Date(atMs)}, expires_at = ${new Date(expiresMs)}
         WHERE id = ${id} AND territory_id = ${territoryId} AND state IN ('dead', 'expired')`.execute(
        queries(tx),
      );
      return numAffectedRows === 1n;
    },
  };
}

function reading(territoryId: number): Pick<NoticeStore, 'list'> {
  return {
    async list(tx, request) {
      const after = request.after === undefined || request.after === '' ? undefined : Number(request.after);
      const narrowed = request.state === undefined ? sql`true` : sql`notice.state = ${request.state}`;
      const { rows } = await sql<NoticeRow>`
        SELECT notice.id, subject, channel.name AS "channelName", channel.kind AS "channelKind",
               coalesce(person.name, address) AS receiver, alert_ids, state, fate, attempts, notice.created_at,
               due_at, expires_at, ended_at, notice.last_fault AS "lastFault"
          FROM notice JOIN notice_channel AS channel ON channel.id = channel_id
          LEFT JOIN person ON person.id = person_id
         WHERE notice.territory_id = ${territoryId} AND ${narrowed}
           AND notice.id < ${after !== undefined && Number.isSafeInteger(after) ? after : Number.MAX_SAFE_INTEGER}
         ORDER BY notice.id DESC LIMIT ${rowsToRead(request)}`.execute(queries(tx));
      return pageOf(rows.map(fromRow), request, ({ id }) => String(id));
    },
  };
}

interface NoticeRow extends Omit<Notice, 'alertIds' | 'createdAt' | 'dueAt' | 'expiresAt' | 'endedAt'> {
  readonly alert_ids: readonly (string | number)[];
  readonly created_at: Date;
  readonly due_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

function fromRow({ alert_ids, created_at, due_at, expires_at, ended_at, ...rest }: NoticeRow): Notice {
  return {
    ...rest,
    alertIds: alert_ids.map(Number),
    createdAt: created_at.toISOString(),
    dueAt: due_at.toISOString(),
    expiresAt: expires_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
  };
}
