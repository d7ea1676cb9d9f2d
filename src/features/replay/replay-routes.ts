import { type Static, type TSchema, Type } from 'typebox';
import { VigieError } from '#foundation/errors.ts';
import { principalOf, seesCamera } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing, WholeList } from '#http/route-parts.ts';
import { Replay, ReplayHead, ReplaySource } from './replay-schema.ts';
import type { ReplayService } from './replay-service.ts';

const tags = ['Replays'];
/** Who may edit rules may try them. */
const config = { permission: 'configuration:write', belongsTo: 'replay' };

interface ReplayRouteParts<Draft extends TSchema> {
  readonly replays: ReplayService<Static<Draft>>;
  /** the shape of a rule that is to be added */
  readonly draft: Draft;
  readonly mostClipBytes: number;
}

/** Rules on trial: on a clip, or on the next minutes of a camera. */
export function registerReplayRoutes<Draft extends TSchema>(app: App, parts: ReplayRouteParts<Draft>): void {
  const { replays, draft } = parts;
  const Body = Type.Object({ rule: draft, source: ReplaySource }, { additionalProperties: false });
  app.post(
    '/api/v1/replays',
    {
      config,
      schema: {
        summary: 'Try a rule before it goes live',
        description:
          'The real pipeline runs the rule with the camera’s masks, zones, lines and ground; nothing is stored and nobody is alerted. A recording answers 409 until recording is switched on for the camera.',
        tags,
        body: Body,
        response: { 201: Replay },
      },
    },
    async (request, reply) => {
      const { rule, source } = request.body as { rule: Static<Draft>; source: ReplaySource };
      return reply.status(201).send(await replays.begin(rule, source));
    },
  );
  app.get(
    '/api/v1/replays',
    {
      config,
      schema: {
        summary: 'Rules on trial, the newest first',
        tags,
        response: { 200: WholeList(ReplayHead) },
      },
    },
    (request) => ({
      items: replays.list().filter(({ cameraId }) => seesCamera(principalOf(request), cameraId)),
    }),
  );
  app.get(
    '/api/v1/replays/:id',
    {
      config,
      schema: {
        summary: 'A rule on trial and what it found so far',
        tags,
        params: IdPath,
        response: { 200: Replay },
      },
    },
    (request) => replays.find(request.params.id),
  );
  app.delete(
    '/api/v1/replays/:id',
    {
      config,
      schema: {
        summary: 'Stop a replay; forget one that is over',
        tags,
        params: IdPath,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await replays.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
  registerClipRoute(app, parts);
}

/** The body is a film of any length: it goes to the disk as it comes, and is never held whole. */
function registerClipRoute<Draft extends TSchema>(app: App, parts: ReplayRouteParts<Draft>): void {
  const { replays, mostClipBytes } = parts;
  void app.register((scope: App, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, taken) => taken(null));
    scope.put(
      '/api/v1/replays/:id/clip',
      {
        config,
        bodyLimit: mostClipBytes,
        schema: {
          summary: 'Send the clip on which a rule is tried',
          description: `The film as it is (MP4, Matroska, WebM, AVI, MPEG…), at most ${Math.round(mostClipBytes / 1e6)} MB. It is deleted once it was analysed.`,
          tags,
          params: IdPath,
          response: { 202: Replay },
        },
      },
      async (request, reply) => {
        const length = Number(request.headers['content-length'] ?? 0);
        if (length > mostClipBytes) throw tooLarge(mostClipBytes);
        return reply.status(202).send(await replays.receiveClip(request.params.id, request.raw));
      },
    );
    done();
  });
}

/** A clip beyond `replay.clipMb`. */
export function tooLarge(mostClipBytes: number): VigieError {
  return new VigieError('invalid', `the clip is larger than ${Math.round(mostClipBytes / 1e6)} MB`, {
    fix: 'send a shorter clip, or raise replay.clipMb',
  });
}
