import type { App } from '#http/http-server.ts';
import { WholeList } from '#http/route-parts.ts';
import { cameraMakes } from './camera-makes.ts';
import {
  CameraDiscovery,
  CameraMake,
  CameraTest,
  CameraTestInput,
  DeviceInput,
  DeviceView,
} from './check-schema.ts';
import type { CheckService } from './check-service.ts';

const tags = ['Cameras'];
const config = { permission: 'configuration:write', everyCamera: true } as const;

/** Looking for cameras and trying them, before they are added. */
export function registerCheckRoutes(app: App, checks: CheckService): void {
  app.post(
    '/api/v1/camera-tests',
    {
      config,
      schema: {
        summary: 'Try the address of a camera',
        description:
          'Answers within half a minute: what the stream is and one coarse picture of it, or why there is none. Nothing is stored.',
        tags,
        body: CameraTestInput,
        response: { 200: CameraTest },
      },
    },
    (request) => checks.test(request.body),
  );
  app.post(
    '/api/v1/camera-discoveries',
    {
      config,
      schema: {
        summary: 'Look for ONVIF devices in the networks of cameras',
        tags,
        response: { 200: CameraDiscovery },
      },
    },
    () => checks.discover(),
  );
  app.post(
    '/api/v1/camera-devices',
    {
      config,
      schema: {
        summary: 'Ask an ONVIF device for its streams',
        description: 'With the name and password of a user of that device; neither is stored.',
        tags,
        body: DeviceInput,
        response: { 200: DeviceView },
      },
    },
    (request) => checks.device(request.body),
  );
  app.get(
    '/api/v1/camera-makes',
    {
      config: { permission: 'configuration:read' },
      schema: {
        summary: 'Paths of the streams of known makes',
        tags,
        response: { 200: WholeList(CameraMake) },
      },
    },
    () => ({ items: cameraMakes.map(({ streams, ...make }) => ({ ...make, streams: [...streams] })) }),
  );
}
