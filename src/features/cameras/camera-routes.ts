import { type TSchema, Type } from 'typebox';
import { VigieError } from '#foundation/errors.ts';
import { PageOf, PageQuery } from '#foundation/wire-schema.ts';
import { holds, type Principal, principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing } from '#http/route-parts.ts';
import { Camera, CameraInput, CameraPatch } from './camera-schema.ts';
import type { CameraService } from './camera-service.ts';

/** How the stream of a camera fares, told by the feature that analyses it. */
export interface CameraHealthSource {
  readonly schema: TSchema;
  of(cameraId: number): object | undefined;
}

const tags = ['Cameras'];

/** Where a stored camera looks, why it is read and why it has no mask is said by who answers for the law. */
function requireLaw(
  principal: Principal | undefined,
  { place, purposeIds, maskWaiver }: Partial<CameraInput>,
  isStored: boolean,
): void {
  const isLaw = purposeIds !== undefined || maskWaiver !== undefined || (isStored && place !== undefined);
  if (!isLaw || holds(principal, 'legal:write')) return;
  throw new VigieError(
    'forbidden',
    'place, purposeIds, maskWaiver: these need the permission "legal:write"',
    {
      fix: 'leave them to an administrator or the data protection officer',
    },
  );
}

/** Cameras: list, read, add, change, remove. */
export function registerCameraRoutes(
  app: App,
  { cameras, health }: { readonly cameras: CameraService; readonly health: CameraHealthSource },
): void {
  const CameraView = Type.Interface([Camera], { health: Type.Union([health.schema, Type.Null()]) });
  const view = (camera: Camera) => ({ ...camera, health: health.of(camera.id) ?? null });
  const read = { permission: 'configuration:read', belongsTo: 'camera' };
  const write = { permission: 'configuration:write', belongsTo: 'camera' };

  app.get(
    '/api/v1/cameras',
    {
      config: read,
      schema: {
        summary: 'Cameras',
        tags,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: PageOf(CameraView) },
      },
    },
    async (request) => {
      const page = await cameras.list({ ...request.query, cameraIds: principalOf(request).cameraIds });
      return { ...page, items: page.items.map(view) };
    },
  );
  app.post(
    '/api/v1/cameras',
    {
      config: { permission: 'configuration:write', everyCamera: true },
      schema: { summary: 'Add a camera', tags, body: CameraInput, response: { 201: CameraView } },
    },
    async (request, reply) => {
      requireLaw(request.principal, request.body, false);
      return reply.status(201).send(view(await cameras.insert(request.body)));
    },
  );
  app.get(
    '/api/v1/cameras/:id',
    { config: read, schema: { summary: 'A camera', tags, params: IdPath, response: { 200: CameraView } } },
    async (request) => view(await cameras.find(request.params.id)),
  );
  app.patch(
    '/api/v1/cameras/:id',
    {
      config: write,
      schema: {
        summary: 'Change a camera',
        tags,
        params: IdPath,
        body: CameraPatch,
        response: { 200: CameraView },
      },
    },
    async (request) => {
      requireLaw(request.principal, request.body, true);
      return view(await cameras.update(request.params.id, request.body));
    },
  );
  app.delete(
    '/api/v1/cameras/:id',
    {
      config: write,
      schema: { summary: 'Remove a camera', tags, params: IdPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await cameras.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
}
