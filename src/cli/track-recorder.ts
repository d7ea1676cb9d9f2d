import type { MotRow } from '#analytics/evaluation/mot-format.ts';
import type { AnalysedPicture } from '#features/video-analysis/offline-pipeline.ts';

/** Keeps the confirmed tracks of each analysed picture, as rows in MOT format. */
export class TrackRecorder {
  readonly rows: MotRow[] = [];

  add({ number, tracks }: Pick<AnalysedPicture, 'number' | 'tracks'>): void {
    for (const track of tracks) {
      if (track.state !== 'confirmed') continue;
      const { id, left, top, right, bottom, score } = track;
      this.rows.push({ frame: number, id, left, top, right, bottom, confidence: score });
    }
  }
}
