import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  CameraRecording,
  Destruction,
  Extraction,
  ExtractionInput,
  Hold,
  HoldInput,
  Recording,
  RecordingChoice,
  RecordingState,
  Transmission,
} from '#features/recording/recording-schema.ts';
import { type Page, queryString, request, requestFile } from './client.ts';
import { parseRecordedPictures, type RecordedPicture } from './recorded-pictures.ts';

/** Which recordings are asked for. */
export interface RecordingFilter {
  readonly camera?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const pages = <Item>(path: string, key: readonly unknown[], filter: RecordingFilter = {}) =>
  infiniteQueryOptions({
    queryKey: ['recordings', ...key],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Item>>(`/api/v1/${path}${queryString({ ...filter, after: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Item>) => page.next,
  });

/** Recordings, the newest first. */
export const recordingPagesQuery = ({ camera, from, to }: RecordingFilter) =>
  pages<Recording>('recordings', ['list', camera, from, to], { camera, from, to });

/** Extractions, the newest first. */
export const extractionPagesQuery = pages<Extraction>('extractions', ['extractions']);

/** Holds of justice, the newest first. */
export const holdPagesQuery = pages<Hold>('holds', ['holds']);

/** What was destroyed, with its signed proofs. */
export const destructionPagesQuery = pages<Destruction>('registers/destructions', ['destructions']);

/** What was handed over. */
export const transmissionPagesQuery = pages<Transmission>('registers/transmissions', ['transmissions']);

/** How destruction fares. */
export const retentionQuery = queryOptions({
  queryKey: ['recordings', 'retention'],
  queryFn: ({ signal }) => request<RecordingState>('/api/v1/retention', { signal }),
});

/** What a camera keeps around its alerts, and what the law lets it keep. */
export const cameraRecordingQuery = (cameraId: number) =>
  queryOptions({
    queryKey: ['recordings', 'camera', cameraId],
    queryFn: ({ signal }) => request<CameraRecording>(`/api/v1/cameras/${cameraId}/recording`, { signal }),
  });

/** Switches recording of a camera on, or changes it; null: off. */
export const chooseRecording = (
  cameraId: number,
  choice: RecordingChoice | null,
  motive: string,
): Promise<CameraRecording> =>
  request(
    `/api/v1/cameras/${cameraId}/recording${queryString({ motive })}`,
    choice === null ? { method: 'DELETE' } : { method: 'PUT', body: choice },
  );

/** The pictures of a recording; the log keeps who looked, when and why. */
export async function lookAtRecording(id: number, motive: string): Promise<readonly RecordedPicture[]> {
  const file = await requestFile(`/api/v1/recordings/${id}/pictures${queryString({ motive })}`);
  return parseRecordedPictures(new Uint8Array(await file.arrayBuffer()));
}

const post = <Result>(path: string, body: unknown): Promise<Result> =>
  request<Result>(`/api/v1/${path}`, { method: 'POST', body });

/** Asks that recordings be handed over; another person approves. */
export const proposeExtraction = (input: ExtractionInput): Promise<Extraction> => post('extractions', input);

/** Approves or refuses what another person asked for. */
export const decideExtraction = (id: number, decision: 'approved' | 'refused'): Promise<Extraction> =>
  post(`extractions/${id}/decision`, { decision });

/** Keeps what some cameras recorded in a time from being destroyed. */
export const openHold = (input: HoldInput): Promise<Hold> => post('holds', input);

/** Ends a hold. */
export const endHold = (id: number, motive: string): Promise<Hold> => post(`holds/${id}/end`, { motive });

/** Says that the clock is right: destruction goes on. */
export const confirmRetentionClock = (motive: string): Promise<RecordingState> =>
  post('retention/confirm-clock', { motive });
