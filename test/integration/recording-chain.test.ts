import { expect, it, vi } from 'vitest';
import type { Evidence } from '#features/video-analysis/evidence.ts';
import { depotPlan } from '../fakes/plans.ts';
import { superviseAnalysis } from '../fakes/supervised-analysis.ts';

const recording = { secondsBefore: 2, secondsAfter: 1 };

it('F05: pictures of alerts leave the analysis of a camera that records, and no other', async () => {
  const evidence: Evidence[] = [];
  const analysis = superviseAnalysis({
    child: 'analysis-child.ts',
    cameras: [
      { ...depotPlan, recording },
      { ...depotPlan, id: depotPlan.id + 1 },
    ],
    parts: { onEvidence: (one) => evidence.push(one) },
  });
  try {
    await vi.waitFor(() => expect(analysis.events(depotPlan.id + 1).length).toBeGreaterThan(0), {
      timeout: 60_000,
      interval: 100,
    });
    await vi.waitFor(() => expect(evidence.length).toBeGreaterThan(0), { timeout: 60_000, interval: 100 });
  } finally {
    await analysis.supervisor.stop();
  }
  expect([...new Set(evidence.map(({ cameraId }) => cameraId))]).toEqual([depotPlan.id]);
  const raised = analysis.events(depotPlan.id).map(({ ruleId, timeMs }) => `${ruleId} ${timeMs}`);
  for (const { ruleId, timeMs, pictures } of evidence) {
    expect(raised).toContain(`${ruleId} ${timeMs}`);
    for (const { jpeg } of pictures) expect([...jpeg.subarray(0, 2)]).toEqual([0xff, 0xd8]);
  }
});
