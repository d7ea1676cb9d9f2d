import { describe, expect, it } from 'vitest';
import { countsOf, eventsOf, oneCamera, pictures, startMs } from '../../../test/fakes/one-camera.ts';
import { depotPlan } from '../../../test/fakes/plans.ts';
import type { CameraPlan } from './analysis-plan.ts';

const offline: CameraPlan['rules'] = [
  {
    id: 4,
    kind: 'camera-health',
    name: 'No picture',
    parameters: { signs: ['offline'], seconds: 3, offlineSeconds: 10 },
    period: null,
    cooldownSeconds: 60,
    minimumConfidence: null,
  },
];

/** A promise, and what settles it. */
function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a camera that sends nothing', () => {
  it.each([
    ['once the source is open and no picture comes', 'source', ['camera-health']],
    ['not while a picture waits for the detector', 'detector', []],
  ] as const)('is told of, %s', async (_, who, kinds) => {
    const { source, detector, pipeline, reports, wait } = oneCamera({ plan: { rules: offline } });
    const { opened, open } = gate();
    const reached = gate();
    const stall = (index: number) => {
      if (index !== 5) return;
      reached.open();
      return opened;
    };
    if (who === 'source') source.pace = stall;
    else detector.hold = stall;
    pipeline.start();
    await reached.opened;
    wait(30);
    expect(eventsOf(reports).map(({ kind }) => kind)).toEqual(kinds);
    open();
    await pipeline.finished;
    wait(30);
    expect(eventsOf(reports).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('a picture that is given up', () => {
  it.each([
    ['because the share of the camera is used up, is counted and no sign of overload', true, 0],
    ['because those before it are under way, is counted and a sign of overload', false, 8],
  ] as const)('%s', async (_, isWithheld, lost) => {
    const { source, pipeline, shares, share, finish } = oneCamera({ script: pictures(8) });
    for (let step = 0; isWithheld && step < 20; step += 1) {
      share.lost();
      shares.settle();
    }
    share.takes();
    source.pace = async () => {
      await turn();
      const [request] = source.requests;
      if (isWithheld) expect(request?.isBusy?.()).toBe(true);
      request?.onSkip?.();
    };
    await finish();
    expect(pipeline.health(startMs)).toMatchObject({ framesIn: 16, framesAnalysed: 8, framesDropped: 8 });
    expect(share.take()).toMatchObject({ analysed: 8, lost });
  });
});

describe('a plan that changes while a picture is under way', () => {
  const all = pictures(15).map((_, index) => index);

  it.each(all)('neither loses nor repeats what was told, at picture %i', async (at) => {
    const { detector, pipeline, reports, source, finish } = oneCamera();
    detector.hold = (index) => {
      if (index === at) pipeline.reconfigure({ ...depotPlan, name: 'Gate, renamed' }, []);
    };
    await finish();
    expect(countsOf(reports)).toMatchObject([{ lineId: 1, count: 1 }]);
    expect(eventsOf(reports)).toHaveLength(1);
    expect(source.requests).toHaveLength(1);
  });

  it('holds from the next picture on: the one under way is finished by its own lines', async () => {
    const counts = await Promise.all(
      all.map(async (at) => {
        const { detector, pipeline, reports, finish } = oneCamera();
        detector.hold = (index) => {
          if (index === at) pipeline.reconfigure({ ...depotPlan, lines: [] }, []);
        };
        await finish();
        return countsOf(reports).length;
      }),
    );
    const crossed = counts.indexOf(1);
    expect(crossed).toBeGreaterThan(0);
    expect(counts).toEqual(all.map((at) => (at >= crossed ? 1 : 0)));
  });
});
