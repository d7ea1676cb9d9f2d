import type { Box } from '#analytics/geometry/boxes.ts';

/** Something of the ground that changed and has stayed so: put there, or taken away. Box in pixels of the source. */
export interface StaticThing extends Box {
  /** stays the same while the thing does; given once */
  readonly id: number;
  readonly change: 'appeared' | 'removed';
  /** event time from which it has stayed as it is */
  readonly sinceMs: number;
  /** something stands before it now, or it is just being taken away */
  readonly isHidden: boolean;
}

/** What is wrong with the camera's view, each with the event time since when, or null. */
export interface CameraSigns {
  /** covered or sprayed: hardly any detail left */
  readonly blindSinceMs: number | null;
  /** too dark to see, though not blind */
  readonly darkSinceMs: number | null;
  /** the same picture again and again */
  readonly frozenSinceMs: number | null;
  /** looks elsewhere than it did */
  readonly movedSinceMs: number | null;
  readonly outOfFocusSinceMs: number | null;
}

/** What the pixels say beside the objects a detector finds. */
export interface PixelFacts {
  /** boxes round what moves, pixels of the source */
  readonly moving: readonly Box[];
  /** how far a shaking camera has put the picture from its usual place, pixels of the source, to the right and down */
  readonly shift: { readonly x: number; readonly y: number };
  /** the light changed all over: `moving` says nothing in this picture */
  readonly lightChanged: boolean;
  readonly statics: readonly StaticThing[];
  readonly signs: CameraSigns;
}

/** Nothing moves, nothing is wrong: for pictures of which only the objects are known. */
export const calmPixels: PixelFacts = {
  moving: [],
  shift: { x: 0, y: 0 },
  lightChanged: false,
  statics: [],
  signs: {
    blindSinceMs: null,
    darkSinceMs: null,
    frozenSinceMs: null,
    movedSinceMs: null,
    outOfFocusSinceMs: null,
  },
};
