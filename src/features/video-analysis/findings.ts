import type { CountIncrement, MeasureIncrement, PresenceIncrement, RuleEvent, StayRecord } from './report.ts';

/** Where a scene's findings go. */
export interface Findings {
  addEvent(event: RuleEvent): void;
  addCount(increment: CountIncrement): void;
  addPresence(increment: PresenceIncrement): void;
  addCoverage(bucketStartMs: number, analysedMs: number): void;
  addMeasure(increment: MeasureIncrement): void;
  addStay(record: StayRecord): void;
}

/** What a picture must say of itself to be analysed. */
export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  readonly timeMs: number;
  readonly arrivedMs: number;
  readonly discontinuity: boolean;
}
