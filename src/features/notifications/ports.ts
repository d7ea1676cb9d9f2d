import type { CameraScope } from '#foundation/camera-scope.ts';
import type { ConnectionFault } from '#foundation/connection-fault.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** Why a message did not get through; the pages have words for each. */
export type FaultCode =
  | ConnectionFault
  /** the address lies outside network.outgoing */
  | 'not-allowed'
  | 'wrong-password'
  /** this receiver is refused, others may not be */
  | 'receiver'
  /** the receiver is gone for good */
  | 'gone'
  /** the other side leads elsewhere, which is not followed */
  | 'redirect'
  /** the other side answered, and not well */
  | 'answer'
  | 'other';

/** A message that did not get through. */
export interface SendFault {
  readonly code: FaultCode;
  /** what the other side said, short, without secrets */
  readonly detail: string;
  /** whether the channel fails, or this message alone */
  readonly scope: 'channel' | 'message';
  /** trying again cannot help */
  readonly isFinal?: boolean;
  /** when the other side wants to be asked again */
  readonly retryAfterMs?: number;
}

/** What became of a try: undefined when the message arrived. */
export type Delivery = Promise<SendFault | undefined>;

/** Finds where a host may be reached: the checked address, to which the connection must then go. */
export type ReachHost = (
  host: string,
) => Promise<
  | { readonly address: string; readonly isOwnNetwork: boolean }
  | { readonly fault: Pick<SendFault, 'code' | 'detail'> }
>;

/** A request to somebody else's server: by POST, to a checked address, following nothing. */
export interface OutgoingPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What came of a request: its status, or why there is none. */
export type PostOutcome =
  | { readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly fault: Pick<SendFault, 'code' | 'detail'> };
export type PostHttp = (post: OutgoingPost) => Promise<PostOutcome>;

/** A server that takes mail. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte; starttls: before anything is said; none: in one's own network only */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user?: string;
  /** address that mails come from */
  readonly from: string;
}

/** A mail, without attachments. */
export interface Mail {
  /** the same at each try, so that a mail that comes twice is known */
  readonly key: string;
  readonly fromName: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly isUrgent: boolean;
}
export type SendMail = (server: MailServer, password: string | undefined, mail: Mail) => Delivery;

/** A broker that hands messages on. */
export interface Broker {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'none';
  readonly user?: string;
  /** beginning of every topic */
  readonly topic: string;
}
export type Publish = (
  broker: Broker,
  password: string | undefined,
  message: { readonly topic: string; readonly payload: string },
) => Delivery;

/** Posts a text, signed. */
export type CallWebhook = (
  url: string,
  secret: string,
  call: { readonly key: string; readonly body: string; readonly atMs: number },
) => Delivery;

/** Where a browser waits for messages, and the keys that only it can read with (RFC 8291). */
export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}
export interface WebPush {
  /** with which browsers know this instance (RFC 8292) */
  readonly publicKey: string;
  send(
    target: PushTarget,
    push: { readonly payload: string; readonly lifeSeconds: number; readonly isUrgent: boolean },
  ): Delivery;
}

/** The ways out of the building. */
export interface Carriers {
  readonly sendMail: SendMail;
  readonly publish: Publish;
  readonly callWebhook: CallWebhook;
  readonly push: WebPush;
}

/** An alert, as far as it is told. */
export interface ToldAlert {
  readonly id: number;
  readonly cameraId: number;
  readonly cameraName: string;
  readonly ruleId: number | null;
  readonly ruleName: string;
  readonly kind: string;
  readonly severity: 'information' | 'warning' | 'critical';
  readonly class: string | null;
  readonly summary: { readonly en: string; readonly fr: string } | null;
  readonly where: string | null;
  readonly direction: string | null;
  readonly occurredAt: string;
  readonly raisedAt: string;
  readonly state: 'new' | 'acknowledged' | 'confirmed' | 'rejected' | 'closed';
  /** what a person found; kept when the alert is closed */
  readonly verdict: 'confirmed' | 'rejected' | null;
  /** the alert that a person made this one an occurrence of */
  readonly mergedInto: number | null;
}
export type FindAlert = (tx: Tx, id: number) => Promise<ToldAlert | undefined>;
/** All that happened in a time, the newest first. */
export type FindAlerts = (
  tx: Tx,
  span: { readonly fromMs: number; readonly toMs: number },
) => Promise<readonly ToldAlert[]>;

/** A person with the rights of one moment. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly mayReadAlerts: boolean;
  readonly cameraIds: CameraScope;
  /** cameras that a habilitation covers at that moment */
  readonly viewableIds: readonly number[];
}
/** None for a person who is suspended or gone. */
export type FindReceiver = (tx: Tx, personId: string, atMs: number) => Promise<Receiver | undefined>;
/** Everybody who may sign in. */
export type ListPeople = (
  tx: Tx,
) => Promise<readonly { readonly id: string; readonly name: string; readonly role: string }[]>;

/** Name and clock of the territory. */
export type FindTerritory = () => Promise<{
  readonly id: number;
  readonly name: string;
  readonly timeZone: string;
}>;

/** Closes and opens what must not be readable in the database. */
export interface Seal {
  close(text: string): string;
  open(sealed: string): string;
}
