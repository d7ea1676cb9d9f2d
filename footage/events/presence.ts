import type { SceneRule } from '../plan/scene.ts';
import { depthIn, type Flat } from './geometry.ts';
import type { Moment, Story, Track } from './moments.ts';
import { polygonOf, watches } from './rule-values.ts';

/** Where someone is: surely in, surely out, or too close to the border (or too hidden) to tell. */
export type Whereness = 'in' | 'edge' | 'out';

/** A moment with what it means for a zone. */
export interface Presence extends Moment {
  readonly is: Whereness;
  /** how deep in the zone, below 0 outside, heights of the picture */
  readonly depth: number;
  /** slowest of the last seconds (m/s) */
  readonly slowest: number;
}

/** Someone and the zone. */
export interface Visitor {
  readonly track: Track;
  readonly presences: readonly Presence[];
}

const MARGIN = 0.0105;
/** Someone less visible than this may be missed. */
const SEEN = 0.5;
/** A speed is known over so long (s). */
const LATELY = 3;

/** Persons stand where their feet are; of a vehicle a rule sees the lower edge of the box. */
function depthOf(polygon: readonly Flat[], { foot, anchor }: Moment, isPerson: boolean): [number, number] {
  const byAnchor = depthIn(polygon, anchor);
  const byFoot = isPerson ? depthIn(polygon, foot) : byAnchor;
  return [Math.min(byAnchor, byFoot), Math.max(byAnchor, byFoot)];
}

function whereness(least: number, most: number, visibility: number): Whereness {
  if (most < -MARGIN) return 'out';
  return least > MARGIN && visibility >= SEEN ? 'in' : 'edge';
}

/** Everyone's presence in a zone. */
export function visitorsOf(story: Story, zone: unknown): Visitor[] {
  const polygon = polygonOf(story, zone);
  return story.tracks.map((track) => ({
    track,
    presences: track.moments.map((moment, index) => {
      const lately = track.moments.slice(Math.max(0, index - Math.round(LATELY / story.step)), index + 1);
      const slowest = Math.min(...lately.map(({ speed }) => speed));
      const [least, most] = depthOf(polygon, moment, track.actor.kind === 'person');
      return { ...moment, is: whereness(least, most, moment.visibility), depth: most, slowest };
    }),
  }));
}

/** A frame with how many are surely and how many are perhaps there. */
export interface Level {
  readonly second: number;
  readonly sure: number;
  readonly maybe: number;
}

/** How many of those a rule watches pass a test, frame by frame. */
export function levelsOf(
  story: Story,
  rule: SceneRule,
  test: { sure: (one: Presence) => boolean; maybe: (one: Presence) => boolean },
): Level[] {
  const visitors = visitorsOf(story, rule.zone).filter(({ track }) => watches(rule, track));
  return Array.from({ length: story.plan.frames }, (_, frame) => {
    const second = frame * story.step;
    const here = visitors.flatMap(({ presences }) =>
      presences.filter((one) => Math.abs(one.second - second) < story.step / 2),
    );
    return { second, sure: here.filter(test.sure).length, maybe: here.filter(test.maybe).length };
  });
}
