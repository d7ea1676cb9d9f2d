import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../footage/events/oracle.ts';
import type { SeenObject } from '../../footage/plan/facts.ts';
import { projectionOf } from '../../footage/plan/projection.ts';
import type { CameraPose, Flow, Kind, Plan, SceneRule } from '../../footage/plan/scene.ts';
import { wayOf } from '../../footage/plan/thing-way.ts';
import { planClip } from '../../footage/plan/timetable.ts';
import { onGround, rectangle } from '../../footage/scenes/on-ground.ts';
import { drive, places, walk } from '../../footage/scenes/ways.ts';

const camera: CameraPose = { position: [0, 6, 4], pitch: 21, yaw: 0, fieldOfView: 34 };
const ground = onGround(camera);
const [width, height] = [512, 288];
const SIZES: Readonly<Partial<Record<Kind, readonly [across: number, high: number]>>> = {
  person: [0.5, 1.75],
  car: [4.2, 1.45],
};

/** What a stage would see of the cast: upright boxes, nothing hides anything. */
function seenOf(plan: Plan): SeenObject[][] {
  const { toPicture } = projectionOf(camera, width / height);
  return Array.from({ length: plan.frames }, (_, frame) =>
    plan.actors.flatMap((actor): SeenObject[] => {
      const pose = wayOf(actor, plan.actors)(frame / plan.framesPerSecond);
      const [across, high] = SIZES[actor.kind] ?? [0.8, 0.5];
      if (!pose) return [];
      const foot = toPicture([pose.x, 0, pose.z]);
      const head = toPicture([pose.x, high, pose.z]);
      const side = toPicture([pose.x + across / 2, 0, pose.z]);
      if (!foot || !head || !side || foot[0] < 0 || foot[0] > 1) return [];
      const half = side[0] - foot[0];
      const edges = [
        (foot[0] - half) * width,
        head[1] * height,
        (foot[0] + half) * width,
        foot[1] * height,
      ] as const;
      return [{ id: actor.id, edges, visibility: 1 }];
    }),
  );
}

const flow = (stages: Flow['stages'], more: Partial<Flow> = {}): Flow => ({
  name: 'someone',
  cast: ['person'],
  stages,
  first: 0,
  every: [1, 1],
  pace: [1, 1],
  sway: 0,
  ...more,
});

function told(rule: Omit<SceneRule, 'name'>, flows: readonly Flow[]) {
  const scene = {
    name: 'test',
    about: '',
    world: 'depot',
    seconds: 40,
    format: { width, height, framesPerSecond: 5 },
    camera,
    lines: [ground.line('line', places(0, -6, 0, -10), ['right', 'left'])],
    zones: [ground.zone('zone', rectangle(-2, 2, -6, -9)), ground.zone('all', rectangle(-9, 9, -4, -14))],
    rules: [{ ...rule, name: 'rule' } as SceneRule],
    parked: [],
    flows,
  } as const;
  const plan = planClip('test', scene, 1);
  return eventsOf(plan, seenOf(plan)).map(({ kind, about, value, place }) => ({ kind, about, value, place }));
}

const kinds = (rule: Omit<SceneRule, 'name'>, ...flows: readonly Flow[]) =>
  told(rule, flows).map(({ kind }) => kind);

describe('someone on foot and a zone', () => {
  const rule = { kind: 'intrusion', zone: 'zone' };

  it.each([
    ['walks through it', flow([walk(-7, -7.5, 7, -7.5)]), ['true']],
    ['walks close behind it', flow([walk(-7, -9.4, 7, -9.4)]), ['tempting']],
    ['walks far from it', flow([walk(-7, -12.5, 7, -12.5)]), []],
    ['drives through it', flow([drive(2.5, -7, -7.5, 7, -7.5)], { cast: ['car'] }), ['tempting']],
  ] as const)('%s', (_, one, expected) => expect(kinds(rule, one)).toEqual(expected));
});

describe('someone and a line', () => {
  const rule = { kind: 'crossing', line: 'line', direction: 'forward' };

  it.each([
    ['crosses it', [walk(-7, -8, 7, -8)], ['true']],
    ['crosses it the other way', [walk(7, -8, -7, -8)], ['tempting']],
    ['turns back before it', [walk(-7, -8, -0.4, -8), { wait: 2 }, walk(-0.4, -8, -7, -8.3)], ['tempting']],
    ['passes beyond its end', [walk(-7, -12.5, 7, -12.5)], []],
  ] as const)('%s', (_, stages, expected) => expect(kinds(rule, flow(stages))).toEqual(expected));
});

describe('a car in a zone', () => {
  const stands = (seconds: number) =>
    flow([drive(5, -7, -7.5, 0, -7.5), { wait: seconds }, drive(5, 0, -7.5, 7, -7.5)], { cast: ['car'] });

  it.each([
    ['stopped-vehicle', { seconds: 5 }, 12, 'true'],
    ['stopped-vehicle', { seconds: 5 }, 2, 'tempting'],
    ['dwell', { longerThan: 6 }, 12, 'true'],
    ['dwell', { longerThan: 9 }, 2, 'tempting'],
    ['occupancy', { moreThan: 0, seconds: 6, classes: ['car'] }, 12, 'true'],
    ['occupancy', { moreThan: 1, seconds: 6, classes: ['car'] }, 12, 'tempting'],
    ['queue', { moreThan: 0, seconds: 5 }, 12, 'true'],
  ] as const)('%s %j, standing for about %i s: %s', (kind, values, seconds, expected) => {
    expect(kinds({ kind, zone: 'zone', ...values }, stands(seconds))).toEqual([expected]);
  });

  it('is measured at its own speed', () => {
    const [event] = told({ kind: 'speed', zone: 'zone' }, [
      flow([drive(3, -7, -7.5, 7, -7.5)], { cast: ['car'] }),
    ]);
    expect(event).toMatchObject({ kind: 'true', value: expect.closeTo(10.8, 0) });
  });
});

describe('a bag', () => {
  const rule = { kind: 'abandoned-object', zone: 'all', seconds: 6 };
  const carries = { carries: 'suitcase' } as const;

  it.each([
    ['is left', [walk(-6, -8, 0, -8), { wait: 2, puts: true }, walk(0, -8, -6, -7)], 'true'],
    [
      'is taken up again in time',
      [
        walk(-6, -8, 0, -8),
        { wait: 2, puts: true },
        { wait: 1, takes: 'someone 1 suitcase' },
        walk(0, -8, 6, -8),
      ],
      'tempting',
    ],
  ] as const)('%s', (_, stages, expected) => {
    const events = told(rule, [flow(stages, carries)]);
    expect(events.map(({ kind }) => kind)).toContain(expected);
    expect(events.filter(({ kind }) => kind === 'true')).toHaveLength(expected === 'true' ? 1 : 0);
  });

  it('is watched over by an owner who stays', () => {
    const stages = [walk(-6, -8, 0, -8), { wait: 15, puts: true }, walk(0, -8, 0.4, -8), { wait: 60 }];
    const events = told(rule, [flow(stages, { ...carries, stays: true })]);
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['tempting']));
  });
});
