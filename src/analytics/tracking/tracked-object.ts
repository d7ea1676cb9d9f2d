import { type Box, boxSize, movedBy } from '#analytics/geometry/boxes.ts';
import { MotionFilter, type MotionNoise, motionStateLength } from './motion-filter.ts';
import type { Observation } from './observations.ts';
import { type PictureSize, touchesBorder } from './picture-size.ts';
import { boxOf, hundredths, type SavedObject, sidesOf } from './saved-tracks.ts';
import { ScoreHistory } from './score-history.ts';
import { between, type Rest, Stillness } from './stillness.ts';
import type { Track, TrackState } from './track.ts';

const scoreInertia = 0.8;
/** What is shown lies between the estimate, which is steady but late, and the observation, which trembles. */
const observedShare = 0.5;
/** Steps of the imagined path through a gap. */
const maxImaginedSteps = 8;
/** What stood still and was hidden for longer than this starts from rest again. */
const longestRelivedRestMs = 3000;
/** Way, in sizes, from which an object has driven and not just trembled. */
const drivenShare = 0.3;
/** A box that a side of the picture cuts shows a part, which passes for something else: its class counts less. */
const cutVote = 0.25;
/** While pictures show no motion, a speed halves in this time. */
const heldHalfLifeMs = 500;

/** A track while it lives: its motion, its votes, what saw it. */
export class TrackedObject {
  readonly id: number;
  firstSeenMs: number;
  state: TrackState = 'tentative';
  hits = 1;
  lastSeenMs: number;
  /** Updates in a row that missed it. */
  misses = 0;
  score: number;
  classId: number;
  lastBox: Box;
  /** Time since it was last seen during which nothing moved: it does not make an absence longer. */
  #heldMs = 0;
  /** It was kept over a time without pictures, and not seen since. */
  isResumed = false;
  /** Only faint detections have seen it yet. */
  isFaint: boolean;
  readonly #firstBox: Box;
  readonly #scores: ScoreHistory;
  readonly #stillness = new Stillness();
  readonly #motion: MotionFilter;
  readonly #stateWhenSeen = new Float64Array(motionStateLength);
  readonly #votes = new Map<number, number>();
  #expected: Box;

  constructor(
    id: number,
    seen: Observation,
    timeMs: number,
    noise: MotionNoise,
    {
      isFaint = false,
      picture,
    }: { readonly isFaint?: boolean; readonly picture?: PictureSize | undefined } = {},
  ) {
    this.id = id;
    this.isFaint = isFaint;
    this.firstSeenMs = timeMs;
    this.lastSeenMs = timeMs;
    this.score = seen.score;
    this.classId = seen.classId;
    this.lastBox = seen.box;
    this.#firstBox = seen.box;
    this.#motion = new MotionFilter(noise, seen.box);
    this.#motion.save(this.#stateWhenSeen);
    this.#scores = new ScoreHistory(seen.score);
    this.#stillness.see(seen.box, timeMs, undefined);
    this.#votes.set(seen.classId, weightOf(seen, picture));
    this.#expected = seen.box;
  }

  /** Where it stands still, and since when; undefined while it moves. */
  get rest(): Rest | undefined {
    return this.#stillness.rest;
  }

  /** How long it has not been seen, milliseconds; pictures in which nothing moved do not count. */
  unseenMs(nowMs: number): number {
    return nowMs - this.lastSeenMs - this.#heldMs;
  }

  /** Where it should be by now. */
  get expected(): Box {
    return this.#expected;
  }

  /** Speed of its middle, pixels a second. */
  get velocityX(): number {
    return this.#motion.velocityX;
  }

  get velocityY(): number {
    return this.#motion.velocityY;
  }

  get uncertainty(): number {
    return this.#motion.uncertainty();
  }

  predict(seconds: number, picture?: PictureSize): void {
    if (this.misses === 1) {
      if (this.rest) this.#motion.rest(this.rest.place);
      else if (picture) this.#enter(picture);
    }
    if (this.misses > 0) this.#motion.holdSize();
    this.#motion.predict(seconds);
    this.#expected = this.#motion.box();
  }

  /** More of it is seen than before, or less: its middle is elsewhere, its speed as it was. */
  reach(box: Box): void {
    const { left, top, right, bottom } = this.#expected;
    this.#motion.move((box.left + box.right - left - right) / 2, (box.top + box.bottom - top - bottom) / 2);
    this.#motion.save(this.#stateWhenSeen);
    this.misses = 0;
  }

  see(seen: Observation, timeMs: number, doubt: number, picture?: PictureSize): void {
    if (this.misses > 0) this.#relive(seen.box, timeMs);
    this.#motion.correct(seen.box, doubt);
    this.#motion.save(this.#stateWhenSeen);
    this.#expected = this.#motion.box();
    this.lastBox = seen.box;
    this.lastSeenMs = timeMs;
    this.#heldMs = 0;
    this.isResumed = false;
    this.misses = 0;
    this.hits++;
    this.score = scoreInertia * this.score + (1 - scoreInertia) * seen.score;
    this.#scores.add(seen.score);
    this.#stillness.see(seen.box, timeMs, picture);
    this.#vote(seen, picture);
  }

  /** Time goes on by `ms` while nothing moves. */
  hold(ms: number, timeMs: number, picture?: PictureSize): void {
    this.#motion.slow(0.5 ** (ms / heldHalfLifeMs));
    if (this.misses > 0) {
      this.#heldMs += ms;
      return;
    }
    this.lastSeenMs = timeMs;
    this.#stillness.see(this.lastBox, timeMs, picture);
  }

  /** A sure detection has seen it: what drove up to here has been there before, all else begins now. */
  prove(timeMs: number): void {
    if (!this.isFaint) return;
    this.isFaint = false;
    const { left, top, right, bottom } = this.#firstBox;
    const x = this.lastBox.left + this.lastBox.right - left - right;
    const y = this.lastBox.top + this.lastBox.bottom - top - bottom;
    if (Math.hypot(x, y) / 2 >= drivenShare * boxSize(this.lastBox)) return;
    this.hits = 1;
    this.firstSeenMs = timeMs;
  }

  /** The whole picture was moved: it is expected elsewhere, and its speed is its own. */
  move(x: number, y: number): void {
    const now = new Float64Array(motionStateLength);
    this.#motion.save(now);
    this.#motion.restore(this.#stateWhenSeen);
    this.#motion.move(x, y);
    this.#motion.save(this.#stateWhenSeen);
    this.#motion.restore(now);
    this.#motion.move(x, y);
    this.#expected = movedBy(this.#expected, x, y);
    this.lastBox = movedBy(this.lastBox, x, y);
    this.#stillness.move(x, y);
  }

  /** Pictures were missing: it is unseen until it is seen again. */
  resume(): void {
    this.isResumed = true;
    this.state = 'lost';
    this.misses = 1;
  }

  /** What a restart needs of it, for `restored`. */
  save(nowMs: number): SavedObject {
    const { id, hits, firstSeenMs, rest } = this;
    return {
      id,
      hits,
      firstSeenMs,
      unseenMs: this.unseenMs(nowMs),
      score: hundredths(this.score),
      scores: this.#scores.scores.map(hundredths),
      votes: [...this.#votes].map(([classId, sum]) => [classId, hundredths(sum)] as const),
      box: sidesOf(this.lastBox),
      speed: [hundredths(this.velocityX), hundredths(this.velocityY)],
      rest: rest ? { place: sidesOf(rest.place), sinceMs: rest.sinceMs } : null,
    };
  }

  /** The object that was saved, as it should be at the time of the save. */
  static restored(saved: SavedObject, savedMs: number, noise: MotionNoise): TrackedObject {
    const [classId, score] = saved.votes.reduce((best, vote) => (vote[1] > best[1] ? vote : best));
    const box = boxOf(saved.box);
    const object = new TrackedObject(saved.id, { box, score, classId }, saved.firstSeenMs, noise);
    object.hits = saved.hits;
    object.lastSeenMs = savedMs - saved.unseenMs;
    object.score = saved.score;
    object.#scores.restore(saved.scores);
    for (const [id, sum] of saved.votes) object.#votes.set(id, sum);
    object.#stillness.restore(
      saved.rest ? { place: boxOf(saved.rest.place), sinceMs: saved.rest.sinceMs } : undefined,
    );
    object.#motion.setSpeed(...saved.speed);
    object.#motion.save(object.#stateWhenSeen);
    object.resume();
    object.predict(saved.unseenMs / 1000);
    return object;
  }

  /** The clock was put forward by `ms`, or back. */
  shiftClock(ms: number): void {
    this.firstSeenMs += ms;
    this.lastSeenMs += ms;
    this.#stillness.shift(ms);
  }

  snapshot(timeMs: number): Track {
    const shown = this.misses > 0 ? this.#expected : between(this.#expected, this.lastBox, observedShare);
    return {
      id: this.id,
      classId: this.classId,
      score: this.score,
      left: shown.left,
      top: shown.top,
      right: shown.right,
      bottom: shown.bottom,
      timeMs,
      firstSeenMs: this.firstSeenMs,
      lastSeenMs: this.lastSeenMs,
      state: this.state,
      medianScore: this.#scores.median,
      stillSinceMs: this.rest?.sinceMs ?? null,
      hits: this.hits,
      velocityX: this.#motion.velocityX,
      velocityY: this.#motion.velocityY,
    };
  }

  #enter(picture: PictureSize): void {
    const { velocityX, velocityY } = this.#motion;
    const at = touchesBorder(this.lastBox, picture);
    const across = Number(at.left && velocityX > 0) - Number(at.right && velocityX < 0);
    const down = Number(at.top && velocityY > 0) - Number(at.bottom && velocityY < 0);
    this.#motion.followFreeSide(across, down);
  }

  /** Replays the gap along the straight way between both observations. OC-SORT, §3.2: observation-centric re-update. */
  #relive(box: Box, timeMs: number): void {
    if (this.rest && this.unseenMs(timeMs) > longestRelivedRestMs) {
      this.#motion.rest(box);
      return;
    }
    const steps = Math.min(this.misses + 1, maxImaginedSteps);
    const seconds = this.unseenMs(timeMs) / 1000 / steps;
    this.#motion.restore(this.#stateWhenSeen);
    for (let step = 1; step < steps; step++) {
      this.#motion.predict(seconds);
      this.#motion.correct(between(this.lastBox, box, step / steps));
    }
    this.#motion.predict(seconds);
  }

  #vote(seen: Observation, picture: PictureSize | undefined): void {
    const votes = (this.#votes.get(seen.classId) ?? 0) + weightOf(seen, picture);
    this.#votes.set(seen.classId, votes);
    if (votes > (this.#votes.get(this.classId) ?? 0)) this.classId = seen.classId;
  }
}

/** What an observation says of the class. */
function weightOf({ box, score }: Observation, picture: PictureSize | undefined): number {
  const at = touchesBorder(box, picture);
  return at.left || at.right ? cutVote * score : score;
}
