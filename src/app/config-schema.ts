import { type Static, Type } from 'typebox';

const Group = <Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const File = Type.String({ minLength: 1 });
const Cidrs = Type.Array(Type.String());

/** The shape of `vigie.yml`: every key may be left out. `vigie.example.yml` shows each with its default. */
export const ConfigFile = Type.Partial(
  Group({
    server: Type.Partial(
      Group({
        host: Type.String({ minLength: 1 }),
        port: Type.Integer({ minimum: 0, maximum: 65_535 }),
        publicUrl: Type.String({ format: 'uri' }),
        tls: Group({ certificate: File, key: File }),
        trustProxy: Type.Boolean(),
      }),
    ),
    data: Type.Partial(Group({ directory: File })),
    database: Type.Partial(Group({ url: Type.String({ minLength: 1 }) })),
    sources: Type.Partial(Group({ directory: File })),
    network: Type.Partial(Group({ cameras: Cidrs, outgoing: Cidrs })),
    models: Type.Partial(
      Group({
        name: Type.String({ minLength: 1 }),
        directory: File,
        provider: Type.String({ minLength: 1 }),
        threads: Type.Integer({ minimum: 1, maximum: 64 }),
        workers: Type.Integer({ minimum: 1, maximum: 16 }),
      }),
    ),
    map: Type.Partial(Group({ styleUrl: Type.String({ format: 'uri' }) })),
    log: Type.Partial(
      Group({
        level: Type.Union([
          Type.Literal('debug'),
          Type.Literal('info'),
          Type.Literal('warn'),
          Type.Literal('error'),
        ]),
      }),
    ),
  }),
  { additionalProperties: false },
);
export type ConfigFile = Static<typeof ConfigFile>;
