import { type Static, type TObject, Type } from 'typebox';
import type { Fault } from '#foundation/errors.ts';
import { PageOf, PageQuery, Version } from '#foundation/wire-schema.ts';
import type { App } from '#http/http-server.ts';
import { languageOf } from '#http/language.ts';
import { IdPath, Nothing } from '#http/route-parts.ts';
import {
  DrawnShapes,
  Line,
  LineInput,
  Mask,
  MaskInput,
  ShapeFaults,
  Zone,
  ZoneInput,
} from './zone-schema.ts';
import type { ShapeService, ZoneService } from './zone-service.ts';

/** Zones, counting lines and privacy masks: drawn on a camera, then known by their own id. */
export function registerZoneRoutes(app: App, service: ZoneService): void {
  const { zones, lines, masks } = service;
  registerShape(app, { word: 'zones', one: 'zone', input: ZoneInput, shape: Zone, service: zones });
  registerShape(app, { word: 'lines', one: 'counting line', input: LineInput, shape: Line, service: lines });
  registerShape(app, { word: 'masks', one: 'privacy mask', input: MaskInput, shape: Mask, service: masks });
  app.post(
    '/api/v1/cameras/:id/shape-faults',
    {
      config: { permission: 'configuration:write', belongsTo: 'camera' },
      schema: {
        summary: 'What makes shapes that are being drawn unusable',
        description: 'Nothing is stored. The words are those in which saving the shapes would be refused.',
        tags: ['Zones'],
        params: IdPath,
        body: DrawnShapes,
        response: { 200: ShapeFaults },
      },
    },
    (request) => {
      const faults = service.check(request.body);
      if (languageOf(request) !== 'fr') return { faults };
      const say = ({ fix, ...fault }: Fault): Fault => ({
        ...fault,
        message: app.sayInFrench(fault.message),
        ...(fix === undefined ? {} : { fix: app.sayInFrench(fix) }),
      });
      return { faults: faults.map(say) };
    },
  );
}

const watchedRemoval =
  'While rules watch it the answer is 409 and names them; with force=true it goes, and those rules stay, broken, until they are given another place.';
const Force = Type.Object(
  {
    force: Type.Optional(Type.Boolean({ description: 'remove it although rules watch it' })),
    version: Type.Optional(Version),
  },
  { additionalProperties: false },
);
const OfVersion = Type.Object({ version: Type.Optional(Version) }, { additionalProperties: false });

interface ShapeRoutes<Input extends TObject, Shape extends TObject> {
  readonly word: 'zones' | 'lines' | 'masks';
  /** as the documentation calls one of them */
  readonly one: string;
  readonly input: Input;
  readonly shape: Shape;
  readonly service: ShapeService<Static<Input>, Static<Shape>>;
}

function registerShape<Input extends TObject, Shape extends TObject>(
  app: App,
  { word, one, input, shape, service }: ShapeRoutes<Input, Shape>,
): void {
  const tags = ['Zones'];
  const read = { permission: 'configuration:read', belongsTo: 'camera' };
  const draw = { permission: 'configuration:write', belongsTo: 'camera' };
  const write = { permission: 'configuration:write', belongsTo: word.slice(0, -1) };
  const isWatched = word !== 'masks';
  const patch = Type.Partial(Type.Object({ ...(input as TObject).properties, version: Version }), {
    additionalProperties: false,
  });

  app.get(
    `/api/v1/cameras/:id/${word}`,
    {
      config: read,
      schema: {
        summary: `Every ${one} of a camera`,
        tags,
        params: IdPath,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: PageOf(shape as TObject) },
      },
    },
    (request) => service.list(request.params.id, request.query),
  );
  app.post(
    `/api/v1/cameras/:id/${word}`,
    {
      config: draw,
      schema: {
        summary: `Draw a ${one}`,
        tags,
        params: IdPath,
        body: input as TObject,
        response: { 201: shape as TObject },
      },
    },
    async (request, reply) => {
      const stored = await service.insert(request.params.id, request.body as Static<Input>);
      return reply.status(201).send(stored as Record<string, unknown>);
    },
  );
  app.patch(
    `/api/v1/${word}/:id`,
    {
      config: write,
      schema: {
        summary: `Change a ${one}`,
        tags,
        params: IdPath,
        body: patch,
        response: { 200: shape as TObject },
      },
    },
    async (request) =>
      (await service.update(request.params.id, request.body as Partial<Static<Input>>)) as Record<
        string,
        unknown
      >,
  );
  app.delete(
    `/api/v1/${word}/:id`,
    {
      config: write,
      schema: {
        summary: `Remove a ${one}`,
        ...(isWatched && { description: watchedRemoval }),
        tags,
        params: IdPath,
        querystring: isWatched ? Force : OfVersion,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await service.remove(request.params.id, request.query as Static<typeof Force>);
      return reply.status(204).send(null);
    },
  );
}
