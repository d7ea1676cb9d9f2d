import { Type } from 'typebox';
import { headersOf, holds, type Identify, type Principal, principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { type StreamFeed, type StreamSink, sendStream } from '#http/streams.ts';
import type { LiveHead } from './live-schema.ts';

/** Where live pictures come from: watching begins with the first watcher and ends with the last. */
export interface LiveSource {
  /** Returns the function that ends the watching. */
  watch(cameraIds: readonly number[], receive: (head: LiveHead, jpeg: Uint8Array) => void): () => void;
}

const permission = 'images:view';
const mostCameras = 16;

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

/** Live masked pictures and their boxes, several cameras in one answer (see `LiveHead`). */
export function registerLiveRoutes(app: App, parts: LiveParts): void {
  const { live, identify, findCamera } = parts;
  app.get(
    '/api/v1/live',
    {
      config: { permission, stream: true },
      schema: {
        summary: 'Live pictures with boxes',
        description:
          'Repeats, for each picture: length of the head (uint32, big endian), head (JSON), ' +
          'length of the picture (uint32, big endian), picture (JPEG). A receiver that lags misses pictures.',
        tags: ['Live'],
        querystring: Type.Object(
          {
            cameras: Type.String({
              pattern: `^\\d{1,9}(,\\d{1,9}){0,${mostCameras - 1}}$`,
              description: `the ids of 1 to ${mostCameras} cameras, such as 1,2`,
            }),
            motive: Type.Optional(
              Type.String({
                maxLength: 300,
                description: 'why: a code of GET /api/v1/motives, or words; without one the answer is 422',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: {
            description: 'pictures',
            content: { 'application/vnd.vigie.live': { schema: Type.String({ format: 'binary' }) } },
          },
        },
      },
    },
    async (request, reply) => {
      const cameraIds = [...new Set(request.query.cameras.split(',').map(Number))];
      await Promise.all(cameraIds.map(findCamera));
      await parts.requireViewing(principalOf(request), cameraIds);
      const endView = await parts.beginView(cameraIds, request.query.motive);
      sendStream(request, reply, {
        contentType: 'application/vnd.vigie.live',
        // A camera removed meanwhile only falls silent: the others go on, and the last one ends the stream.
        stillAllowed: async () => {
          const now = await identify(headersOf(request));
          if (now === undefined || !holds(now, permission)) return false;
          const left = await stillThere(cameraIds, findCamera);
          return left.length > 0 && left.every((id) => now.viewableIds?.includes(id) === true);
        },
        start: (sink) => loggedToTheEnd(feedPictures(sink, live, cameraIds), endView),
      });
      return reply;
    },
  );
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

/** Passes pictures on as fast as they are taken; of each camera only the newest waits. */
export function feedPictures(sink: StreamSink, live: LiveSource, cameraIds: readonly number[]): StreamFeed {
  const waiting = new Map<number, Uint8Array>();
  let open = true;
  const pull = (): void => {
    open = true;
    for (const [cameraId, picture] of waiting) {
      if (!open) return;
      waiting.delete(cameraId);
      open = sink.write(picture);
    }
  };
  const stop = live.watch(cameraIds, (head, jpeg) => {
    const picture = encodePicture(head, jpeg);
    if (open) open = sink.write(picture);
    else waiting.set(head.cameraId, picture);
  });
  return { pull, stop };
}

/** One picture as it goes over the wire. */
export function encodePicture(head: LiveHead, jpeg: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const bytes = Buffer.allocUnsafe(8 + text.length + jpeg.length);
  bytes.writeUInt32BE(text.length, 0);
  text.copy(bytes, 4);
  bytes.writeUInt32BE(jpeg.length, 4 + text.length);
  bytes.set(jpeg, 8 + text.length);
  return bytes;
}
