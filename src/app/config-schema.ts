import { type Static, Type } from 'typebox';
import { roles } from '#features/accounts/permissions.ts';

/** Keys that may each be left out; an unknown one is a fault. */
const Group = <Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Partial(Type.Object(properties), { additionalProperties: false });
const File = Type.String({ minLength: 1 });
const Cidrs = Type.Array(Type.String());

/** The shape of `vigie.yml`: every key may be left out. `vigie.example.yml` shows each with its default. */
export const ConfigFile = Group({
  server: Group({
    host: Type.String({ minLength: 1 }),
    port: Type.Integer({ minimum: 0, maximum: 65_535 }),
    publicUrl: Type.String({ format: 'uri' }),
    tls: Type.Object({ certificate: File, key: File }, { additionalProperties: false }),
    trustProxy: Type.Boolean(),
    proxies: Cidrs,
  }),
  data: Group({ directory: File }),
  database: Group({ url: Type.String({ minLength: 1 }), ownerUrl: Type.String({ minLength: 1 }) }),
  audit: Group({ keepMonths: Type.Integer({ minimum: 6, maximum: 36 }) }),
  sources: Group({
    directory: File,
    hardwareDecoding: Type.String({ minLength: 1 }),
    videoEncoding: Type.String({ minLength: 1 }),
  }),
  network: Group({ cameras: Cidrs, outgoing: Cidrs }),
  models: Group({
    name: Type.String({ minLength: 1 }),
    directory: File,
    provider: Type.String({ minLength: 1 }),
    precision: Type.Union([Type.Literal('auto'), Type.Literal('fp32'), Type.Literal('int8')]),
    threads: Type.Integer({ minimum: 1, maximum: 64 }),
    workers: Type.Integer({ minimum: 1, maximum: 16 }),
  }),
  analysis: Group({ memoryMb: Type.Integer({ minimum: 256, maximum: 1_048_576 }) }),
  replay: Group({
    clipMb: Type.Integer({ minimum: 1, maximum: 100_000 }),
    minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  }),
  accounts: Group({
    secondFactor: Type.Array(Type.Enum(roles)),
    secondFactorGraceDays: Type.Integer({ minimum: 0, maximum: 90 }),
    oidc: Type.Object(
      {
        issuer: Type.String({ format: 'uri' }),
        clientId: Type.String({ minLength: 1 }),
        clientSecret: Type.String({ minLength: 1 }),
        asksSecondFactor: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
  }),
  map: Group({ styleUrl: Type.String({ format: 'uri' }) }),
  legal: Type.Partial(
    Type.Object({ pack: File, key: Type.String({ pattern: '^[A-Za-z0-9+/=]{40,200}$' }) }),
    {
      additionalProperties: false,
    },
  ),
  log: Group({
    level: Type.Union([
      Type.Literal('debug'),
      Type.Literal('info'),
      Type.Literal('warn'),
      Type.Literal('error'),
    ]),
  }),
});
export type ConfigFile = Static<typeof ConfigFile>;
