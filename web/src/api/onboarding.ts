import { queryOptions } from '@tanstack/react-query';
import type { CameraImport, CameraImportInput } from '#features/cameras/camera-import-schema.ts';
import type {
  CameraDiscovery,
  CameraMake,
  CameraTest,
  CameraTestInput,
  DeviceInput,
  DeviceView,
} from '#features/cameras/check-schema.ts';
import type { FirstSteps } from '#features/territory/first-steps-schema.ts';
import type { RuleTemplate } from '#features/zones/rule-template-schema.ts';
import type { Line, LineInput, Zone, ZoneInput } from '#features/zones/zone-schema.ts';
import { type Page, request } from './client.ts';

const post = <Result>(path: string, body?: unknown): Promise<Result> =>
  request<Result>(path, { method: 'POST', ...(body === undefined ? {} : { body }) });

/** Tries an address: what its stream is and one coarse picture, or why there is none. */
export const testCamera = (input: CameraTestInput): Promise<CameraTest> =>
  post('/api/v1/camera-tests', input);

/** Looks for devices in the networks of cameras. */
export const discoverCameras = (): Promise<CameraDiscovery> => post('/api/v1/camera-discoveries');

/** Asks a device for its streams. */
export const askDevice = (input: DeviceInput): Promise<DeviceView> => post('/api/v1/camera-devices', input);

/** Says what each row of a list would do, or does it. */
export const importCameras = (input: CameraImportInput): Promise<CameraImport> =>
  post('/api/v1/camera-imports', input);

/** Known makes and the paths of their streams. */
export const cameraMakesQuery = queryOptions({
  queryKey: ['camera-makes'],
  queryFn: async ({ signal }) => (await request<Page<CameraMake>>('/api/v1/camera-makes', { signal })).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** First rules to begin with. */
export const ruleTemplatesQuery = queryOptions({
  queryKey: ['rule-templates'],
  queryFn: async ({ signal }) =>
    (await request<Page<RuleTemplate>>('/api/v1/rule-templates', { signal })).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** How far the territory is. */
export const firstStepsQuery = queryOptions({
  queryKey: ['first-steps'],
  queryFn: ({ signal }) => request<FirstSteps>('/api/v1/first-steps', { signal }),
});

/** Draws a zone or a line on a camera. */
export const drawZone = (cameraId: number, input: ZoneInput): Promise<Zone> =>
  post(`/api/v1/cameras/${cameraId}/zones`, input);
export const drawLine = (cameraId: number, input: LineInput): Promise<Line> =>
  post(`/api/v1/cameras/${cameraId}/lines`, input);
