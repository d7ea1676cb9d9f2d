import { Type } from 'typebox';
import { VigieError } from '#foundation/errors.ts';
import { notBlank, PageOf } from '#foundation/wire-schema.ts';
import { type Principal, principalOf, seesCamera } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath } from '#http/route-parts.ts';
import type { ChoiceService } from './choice-service.ts';
import { packPictures } from './recorded-pictures.ts';
import { CameraRecording, Recording, RecordingChoice, RecordingQuery } from './recording-schema.ts';
import type { RecordingService } from './recording-service.ts';

const tags = ['Recordings'];
const picturesType = 'application/vnd.vigie.recording';
/** Why it is chosen: kept with the line of the log. */
const Why = Type.Object(
  { motive: Type.Optional(Type.String({ minLength: 5, maxLength: 300, ...notBlank })) },
  { additionalProperties: false },
);

/** Throws `forbidden`, and logs the attempt, for cameras whose images who asks may not see now. */
export type RequireViewing = (principal: Principal, cameraIds: readonly number[]) => Promise<void>;

interface RecordingRouteParts {
  readonly choices: ChoiceService;
  readonly recordings: RecordingService;
  readonly requireViewing: RequireViewing;
}

/** Pictures kept around alerts: which cameras keep any, which there are, and the pictures themselves. */
export function registerRecordingRoutes(app: App, parts: RecordingRouteParts): void {
  registerChoice(app, parts.choices);
  registerReading(app, parts);
}

function registerChoice(app: App, choices: ChoiceService): void {
  const path = '/api/v1/cameras/:id/recording';
  const response = { 200: CameraRecording };
  // What is kept of people is decided by who answers for the law, not by who sets cameras up.
  const write = { permission: 'legal:write', belongsTo: 'camera' };
  app.get(
    path,
    {
      config: { permission: 'configuration:read', belongsTo: 'camera' },
      schema: { summary: 'What is kept around the alerts of a camera', tags, params: IdPath, response },
    },
    (request) => choices.find(request.params.id),
  );
  app.put(
    path,
    {
      config: write,
      schema: {
        summary: 'Keep pictures around the alerts of a camera',
        description:
          'Off unless this is called. Refused where the law lets nothing be kept, or not so long. Pictures are masked, whoever is on them is made coarse, and files are encrypted.',
        tags,
        params: IdPath,
        querystring: Why,
        body: RecordingChoice,
        response,
      },
    },
    (request) => choices.choose(request.params.id, request.body, request.query.motive),
  );
  app.delete(
    path,
    {
      config: write,
      schema: {
        summary: 'Keep nothing of a camera from now on',
        description: 'What is kept already is destroyed at its time.',
        tags,
        params: IdPath,
        querystring: Why,
        response,
      },
    },
    (request) => choices.choose(request.params.id, null, request.query.motive),
  );
}

function registerReading(app: App, { recordings, requireViewing }: RecordingRouteParts): void {
  const read = { permission: 'recordings:view', belongsTo: 'recording' };
  app.get(
    '/api/v1/recordings',
    {
      config: { permission: 'recordings:view' },
      schema: {
        summary: 'Recordings, the newest first; no picture',
        tags,
        querystring: RecordingQuery,
        response: { 200: PageOf(Recording) },
      },
    },
    (request) => recordings.list({ ...request.query, cameraIds: principalOf(request).cameraIds }),
  );
  app.get(
    '/api/v1/recordings/:id',
    {
      config: read,
      schema: { summary: 'A recording; no picture', tags, params: IdPath, response: { 200: Recording } },
    },
    (request) => seen(recordings, principalOf(request), request.params.id),
  );
  app.get(
    '/api/v1/recordings/:id/pictures',
    {
      config: read,
      schema: {
        summary: 'The pictures of a recording; looking at them is a line of the log',
        description:
          'Repeats, for each picture: time (float64, big endian, milliseconds since 1970), length (uint32, big endian), picture (JPEG).',
        tags,
        params: IdPath,
        querystring: Type.Object(
          {
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
            content: {
              [picturesType]: { schema: Type.Unsafe<Uint8Array>(Type.String({ format: 'binary' })) },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { id, cameraId } = await seen(recordings, principal, request.params.id);
      await requireViewing(principal, [cameraId]);
      const pictures = await recordings.look(id, request.query.motive);
      return reply.type(picturesType).header('cache-control', 'no-store').send(packPictures(pictures));
    },
  );
}

/** A recording that exists for who asks. */
export async function seen(
  recordings: Pick<RecordingService, 'find'>,
  principal: Principal,
  id: number,
): Promise<Recording> {
  const recording = await recordings.find(id);
  if (seesCamera(principal, recording.cameraId)) return recording;
  throw new VigieError('not-found', `There is no recording ${id}`);
}
