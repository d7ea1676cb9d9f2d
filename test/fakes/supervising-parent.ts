import { depotPlan } from './plans.ts';
import { superviseAnalysis } from './supervised-analysis.ts';

// Stands for `main`: supervises an analysis whose event loop is held soon after its first picture, and tells its number.
const blocked = { ...depotPlan, source: { url: `world:${Date.now()}#block@${Date.now() + 3000}` } };
const analysis = superviseAnalysis({
  child: './live-world-child.ts',
  cameras: [blocked],
  parts: { hangMs: 60_000 },
});
const timer = setInterval(() => {
  if (analysis.coveredMs(depotPlan.id) === 0) return;
  clearInterval(timer);
  process.send?.(analysis.supervisor.status.pid);
}, 50);
