import { describe, expect, it } from 'vitest';
import { eventsOf, oneCamera, pictures, startMs, walker } from '../../../test/fakes/one-camera.ts';
import { depotPlan } from '../../../test/fakes/plans.ts';
import { lawful } from '../../../test/lawful.ts';

const recording = { secondsBefore: 1, secondsAfter: 2 };
const script = pictures(40);

describe('the pictures around what a rule saw', () => {
  it('F05: are not even made of a camera that does not record', async () => {
    const { finish, source, evidence, reports } = oneCamera({ script });
    await finish();
    expect(eventsOf(reports)).toHaveLength(1);
    expect([source.encoded, evidence]).toEqual([0, []]);
  });

  it.each([
    ['whose purpose keeps none', { ...lawful('closed-site'), purposes: [] }],
    ['of a public road without an authorisation', lawful('public-road')],
    ['whose records were altered', { ...lawful('closed-site'), broken: ['purpose 1'] }],
  ])('F06: are not made of a camera %s', async (_, legal) => {
    const { finish, source, evidence } = oneCamera({ script, plan: { recording, legal } });
    await finish();
    expect([source.encoded, evidence]).toEqual([0, []]);
  });

  it('are handed over once the seconds after it are over: one a second, no other time', async () => {
    const { finish, pipeline, evidence, reports, source } = oneCamera({ script, plan: { recording } });
    const { pace } = source;
    source.pace = async (index) => {
      await pace(index);
      pipeline.tick(startMs + index * 200);
    };
    await finish();
    const [event] = eventsOf(reports);
    expect(evidence).toHaveLength(1);
    expect(evidence[0]).toMatchObject({ ruleId: event?.ruleId, timeMs: event?.timeMs });
    const offsets = evidence[0]?.pictures.map(({ timeMs }) => timeMs - (event?.timeMs ?? 0)) ?? [];
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(-1000);
    expect(Math.max(...offsets)).toBeLessThanOrEqual(2000);
    expect(offsets.length).toBeGreaterThanOrEqual(3);
    expect(offsets.every((offset, index) => index === 0 || offset - (offsets[index - 1] ?? 0) >= 1000)).toBe(
      true,
    );
  });

  it('N23: are made coarse wherever somebody stands, however unsure the detector is', async () => {
    const objects: typeof walker = (index) => [
      ...walker(index),
      { class: 'person', box: [100, 10, 110, 30], score: 0.15 },
    ];
    const { finish, source } = oneCamera({ script, objects, plan: { recording } });
    await finish();
    expect(source.jpegs.length).toBeGreaterThan(5);
    for (const { maxWidth, hidden } of source.jpegs) {
      expect(maxWidth).toBe(640);
      const covers = (x: number, y: number): boolean =>
        hidden.some((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
      expect([covers(105, 20), covers(65, 15)]).toEqual([true, false]);
      expect(hidden.some(({ top, bottom }) => top === 40 && bottom === 70)).toBe(true);
    }
  });

  it('are forgotten at once when the camera records no longer', async () => {
    const { pipeline, evidence, source, finish } = oneCamera({ script, plan: { recording } });
    const { pace } = source;
    source.pace = async (index) => {
      await pace(index);
      if (index === 15) pipeline.reconfigure({ ...depotPlan, recording: null }, []);
    };
    await finish();
    expect(evidence).toEqual([]);
    expect(source.encoded).toBeLessThanOrEqual(4);
  });
});
