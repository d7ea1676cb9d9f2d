import { type Static, Type } from 'typebox';
import { Id, Instant, Name } from '#foundation/wire-schema.ts';

const Host = Type.String({
  minLength: 1,
  maxLength: 253,
  pattern: '^[A-Za-z0-9:][A-Za-z0-9.:_-]*$',
  description: 'the name or address of a host',
});
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
const User = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]+$' });
/** An address of mail, as far as a line of a mail may hold it. */
export const MailAddress = Type.String({
  maxLength: 254,
  pattern: '^[^\\s@<>",;:\\\\\\u0000-\\u001f\\u007f]+@[A-Za-z0-9.-]+$',
  description: 'an e-mail address',
});

/** A server that takes mail. */
export const MailSettings = Type.Object(
  {
    host: Host,
    port: Port,
    security: Type.Union([Type.Literal('tls'), Type.Literal('starttls'), Type.Literal('none')]),
    user: Type.Optional(User),
    from: MailAddress,
  },
  { additionalProperties: false },
);

/** An address that is called. */
export const WebhookSettings = Type.Object(
  {
    url: Type.String({
      maxLength: 1000,
      pattern: '^https?://[^\\s@]+$',
      description: 'an address such as https://example.org/vigie',
    }),
  },
  { additionalProperties: false },
);

/** A broker. */
export const BrokerSettings = Type.Object(
  {
    host: Host,
    port: Port,
    security: Type.Union([Type.Literal('tls'), Type.Literal('none')]),
    user: Type.Optional(User),
    topic: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: '^[^\\s+#$/\\u0000][^\\s+#\\u0000]*[^\\s+#/\\u0000]$|^[^\\s+#$/\\u0000]$',
      description: 'the beginning of a topic, such as vigie/alerts',
    }),
  },
  { additionalProperties: false },
);

const NoSettings = Type.Object({}, { additionalProperties: false });
const Secret = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000-\\u001f\\u007f]+$' });
const shared = { name: Name, enabled: Type.Optional(Type.Boolean()) };

/** A new channel; `secret` is the password, or what signs a webhook: made by Vigie where none is given. */
export const ChannelInput = Type.Union([
  Type.Object(
    { kind: Type.Literal('mail'), ...shared, settings: MailSettings, secret: Type.Optional(Secret) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('webhook'), ...shared, settings: WebhookSettings, secret: Type.Optional(Secret) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('mqtt'), ...shared, settings: BrokerSettings, secret: Type.Optional(Secret) },
    { additionalProperties: false },
  ),
]);
export type ChannelInput = Static<typeof ChannelInput>;

/** What changes of a channel; a secret that is left out stays. */
export const ChannelPatch = Type.Object(
  {
    name: Type.Optional(Name),
    enabled: Type.Optional(Type.Boolean()),
    settings: Type.Optional(Type.Union([MailSettings, WebhookSettings, BrokerSettings])),
    secret: Type.Optional(Secret),
  },
  { additionalProperties: false },
);
export type ChannelPatch = Static<typeof ChannelPatch>;

/** Why a message did not get through: a code that pages have words for, and what the other side said. */
export const Fault = Type.Object({ code: Type.String(), detail: Type.String() });
export type Fault = Static<typeof Fault>;
const Maybe = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** A channel as it fares; its secret is never shown. */
export const Channel = Type.Object({
  id: Id,
  kind: Type.Union([
    Type.Literal('mail'),
    Type.Literal('push'),
    Type.Literal('webhook'),
    Type.Literal('mqtt'),
  ]),
  name: Type.String(),
  enabled: Type.Boolean(),
  settings: Type.Union([MailSettings, WebhookSettings, BrokerSettings, NoSettings]),
  hasSecret: Type.Boolean(),
  lastSuccessAt: Maybe(Instant),
  lastFailureAt: Maybe(Instant),
  lastFault: Maybe(Fault),
  /** while it fails: when it is tried again */
  retryAt: Maybe(Instant),
  /** messages that wait for it */
  waiting: Type.Integer({ minimum: 0 }),
});
export type Channel = Static<typeof Channel>;

/** A channel that was made; what signs a webhook is shown this once where Vigie made it. */
export const MadeChannel = Type.Object({ channel: Channel, secret: Type.Optional(Type.String()) });

/** How a test went: without a fault it arrived. */
export const TestOutcome = Type.Object({ fault: Maybe(Fault) });
export type TestOutcome = Static<typeof TestOutcome>;
