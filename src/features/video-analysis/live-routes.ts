import { Type } from 'typebox';
import { VigieError } from '#foundation/errors.ts';
import { headersOf, holds, type Identify, type Principal, principalOf, seesCamera } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { type StreamFeed, type StreamSink, sendStream } from '#http/streams.ts';
import { LiveQueue } from './live-queue.ts';
import type { LiveHead, PictureForm, VideoHead } from './live-schema.ts';

/** Takes a picture with its boxes, boxes alone beside video, or a piece of video. */
export type LiveReceive = (head: LiveHead | VideoHead, bytes: Uint8Array) => void;

/** Which form a viewer gets, and of which cameras video in the place of pictures. */
export interface LiveWish {
  readonly form: PictureForm;
  readonly videoIds: readonly number[];
}

/** Where live pictures come from: watching begins with the first watcher and ends with the last. */
export interface LiveSource {
  /** Returns the function that ends the watching. */
  watch(cameraIds: readonly number[], receive: LiveReceive, wish: LiveWish): () => void;
}

const fullPermission = 'images:view';
/** Whoever may know that a camera is there may see that it works, and where its zones lie. */
const coarsePermission = 'configuration:read';
const mostCameras = 16;
const contentType = 'application/vnd.vigie.live';

interface LiveParts {
  readonly live: LiveSource;
  readonly identify: Identify;
  /** throws `not-found` for a camera there is not */
  readonly findCamera: (id: number) => Promise<unknown>;
  /** throws `forbidden`, and logs the attempt, for a camera whose images who asks may not see now */
  readonly requireViewing: (principal: Principal, cameraIds: readonly number[]) => Promise<void>;
  /** logs that a view begins, or throws and nothing is shown; what is returned logs its end */
  readonly beginView: (cameraIds: readonly number[], motive: string | undefined) => Promise<() => void>;
}

const ids = (description: string) =>
  Type.String({ pattern: `^\\d{1,9}(,\\d{1,9}){0,${mostCameras - 1}}$`, description });
const cameras = ids(`the ids of 1 to ${mostCameras} cameras, such as 1,2`);
const video = Type.Optional(
  ids('those of the cameras that are wanted as video: H.264 in fragments of MP4, where it can be made'),
);
const motive = Type.Optional(
  Type.String({
    maxLength: 300,
    description: 'why: a code of GET /api/v1/motives, or words; without one the answer is 422',
  }),
);
const response = {
  200: {
    description: 'pictures',
    content: { [contentType]: { schema: Type.String({ format: 'binary' }) } },
  },
};
const parts =
  'Repeats, for each picture: length of the head (uint32, big endian), head (JSON), ' +
  'length of the picture (uint32, big endian), picture (JPEG). Of the cameras in `video` come boxes, whose picture is ' +
  'empty, and pieces of video, whose head names them `key`, `delta` or `none`. ';

/** Live masked pictures and their boxes, several cameras in one answer (see `LiveHead`). */
export function registerLiveRoutes(app: App, live: LiveParts): void {
  registerFull(app, live);
  registerCoarse(app, live);
}

function registerFull(app: App, { live, identify, findCamera, requireViewing, beginView }: LiveParts): void {
  app.get(
    '/api/v1/live',
    {
      config: { permission: fullPermission, stream: true },
      schema: {
        summary: 'Live pictures with boxes',
        description: `${parts}A receiver that lags misses pictures.`,
        tags: ['Live'],
        querystring: Type.Object({ cameras, video, motive }, { additionalProperties: false }),
        response,
      },
    },
    async (request, reply) => {
      const { cameraIds, videoIds } = idsOf(request.query);
      await Promise.all(cameraIds.map(findCamera));
      await requireViewing(principalOf(request), cameraIds);
      const endView = await beginView(cameraIds, request.query.motive);
      sendStream(request, reply, {
        contentType,
        // A camera removed meanwhile only falls silent: the others go on, and the last one ends the stream.
        stillAllowed: async () => {
          const now = await identify(headersOf(request));
          if (now === undefined || !holds(now, fullPermission)) return false;
          const left = await stillThere(cameraIds, findCamera);
          return left.length > 0 && left.every((id) => now.viewableIds?.includes(id) === true);
        },
        start: (sink) =>
          loggedToTheEnd(feedPictures(sink, live, cameraIds, { form: 'full', videoIds }), endView),
      });
      return reply;
    },
  );
}

function registerCoarse(app: App, { live, identify, findCamera }: LiveParts): void {
  app.get(
    '/api/v1/live/coarse',
    {
      config: { permission: coarsePermission, stream: true },
      preValidation: (request, _reply, done) =>
        done(principalOf(request).kind === 'person' ? undefined : personsOnly()),
      schema: {
        summary: 'Coarse live pictures with boxes',
        description: `${parts}The whole picture has 96 lines at most: nobody can be told on it, so neither a habilitation nor a motive is asked for.`,
        tags: ['Live'],
        querystring: Type.Object({ cameras, video }, { additionalProperties: false }),
        response,
      },
    },
    async (request, reply) => {
      const { cameraIds, videoIds } = idsOf(request.query);
      await Promise.all(cameraIds.map(findCamera));
      sendStream(request, reply, {
        contentType,
        stillAllowed: async () => {
          const now = await identify(headersOf(request));
          if (now === undefined || !holds(now, coarsePermission)) return false;
          const left = await stillThere(cameraIds, findCamera);
          return left.length > 0 && left.every((id) => seesCamera(now, id));
        },
        start: (sink) => feedPictures(sink, live, cameraIds, { form: 'coarse', videoIds }),
      });
      return reply;
    },
  );
}

const personsOnly = (): VigieError =>
  new VigieError('forbidden', 'Pictures are for persons, not for keys', {
    fix: 'sign in; a key reads counts, alerts and states',
  });

function idsOf(query: { readonly cameras: string; readonly video?: string }) {
  const list = (text: string): number[] => [...new Set(text.split(',').map(Number))];
  const cameraIds = list(query.cameras);
  const videoIds = query.video === undefined ? [] : list(query.video);
  return { cameraIds, videoIds: videoIds.filter((id) => cameraIds.includes(id)) };
}

function loggedToTheEnd(feed: StreamFeed, endView: () => void): StreamFeed {
  return {
    ...feed,
    stop: () => {
      feed.stop();
      endView();
    },
  };
}

/** Those of the cameras that are still there. */
export async function stillThere(
  cameraIds: readonly number[],
  findCamera: (id: number) => Promise<unknown>,
): Promise<readonly number[]> {
  const found = await Promise.allSettled(cameraIds.map(findCamera));
  return cameraIds.filter((_, index) => found[index]?.status === 'fulfilled');
}

/** Passes pictures on as fast as they are taken; what waits for a receiver that lags stays small. */
export function feedPictures(
  sink: StreamSink,
  live: LiveSource,
  cameraIds: readonly number[],
  wish: LiveWish = { form: 'full', videoIds: [] },
): StreamFeed {
  const queue = new LiveQueue((chunk) => sink.write(chunk));
  const stop = live.watch(cameraIds, (head, bytes) => queue.put(head, encodePicture(head, bytes)), wish);
  return { pull: () => queue.pull(), stop };
}

/** One picture, or piece of video, as it goes over the wire. */
export function encodePicture(head: LiveHead | VideoHead, picture: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const bytes = Buffer.allocUnsafe(8 + text.length + picture.length);
  bytes.writeUInt32BE(text.length, 0);
  text.copy(bytes, 4);
  bytes.writeUInt32BE(picture.length, 4 + text.length);
  bytes.set(picture, 8 + text.length);
  return bytes;
}
