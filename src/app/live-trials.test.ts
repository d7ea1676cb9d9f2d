import { expect, it } from 'vitest';
import type { TrialFindings } from '#features/replay/ports.ts';
import type { AnalysisPlan } from '#features/video-analysis/analysis-plan.ts';
import { depotPlan } from '../../test/fakes/plans.ts';
import { report } from '../../test/test-territory.ts';
import { LiveTrials } from './live-trials.ts';
import type { LoadedTrial } from './load-plan.ts';

const camera = depotPlan;
const rule = { ...camera.rules[0]!, id: 0, name: 'On trial' };
const trial: LoadedTrial = { camera, rule, holidays: [], isWatched: true };

function open() {
  const plans: AnalysisPlan[] = [];
  const trials = new LiveTrials({ setPlan: (plan) => plans.push(plan) });
  trials.setPlan({ cameras: [camera], holidays: [] });
  const found: TrialFindings[] = [];
  const gone: string[] = [];
  const stop = trials.start({
    trial,
    number: 5,
    onFindings: (findings) => found.push(findings),
    onGone: () => gone.push('gone'),
  });
  const ruleIds = () => plans.at(-1)?.cameras[0]?.rules.map(({ id }) => id);
  return { trials, ruleIds, found, gone, stop };
}

function seen(ruleId: number) {
  return {
    ruleId,
    kind: rule.kind,
    timeMs: 1,
    arrivedMs: 1,
    class: 'person',
    confidence: 0.9,
    point: null,
  };
}

it('a rule on trial stands beside the rules of its camera, under a number that no stored rule has', () => {
  const { ruleIds, stop } = open();
  const stored = camera.rules.map(({ id }) => id);
  expect(ruleIds()).toEqual([...stored, -5]);
  void stop();
  expect(ruleIds()).toEqual(stored);
});

it('what it saw goes to its replay and is never stored', () => {
  const { trials, found } = open();
  const stored = seen(camera.rules[0]!.id);
  const whole = report({ cameraId: camera.id, sequence: 1, events: [stored, seen(-5), seen(-6)] });
  expect(trials.storedPart(whole).events).toEqual([stored]);
  trials.deliver(whole);
  expect(found.map(({ events }) => events)).toEqual([[seen(-5)]]);
  trials.deliver(report({ cameraId: camera.id + 1, sequence: 1, events: [seen(-5)] }));
  expect(found).toHaveLength(1);
});

it('it ends with its camera', () => {
  const { trials, gone } = open();
  trials.setPlan({ cameras: [], holidays: [] });
  expect(gone).toEqual(['gone']);
});
