import { hostAnalysis } from '#app/analysis-host.ts';
import { ScriptedDetector } from './scripted-detector.ts';
import { ScriptedSource } from './scripted-source.ts';

/** One crossing of the line every twenty pictures, without end: someone walks right, then left, and so on. */
const place = (index: number) => (index % 40 < 20 ? index % 40 : 40 - (index % 40));

const script = Array.from({ length: 100_000 }, (_, index) => ({ timeMs: Date.now() + index * 50 }));

hostAnalysis(() => {
  const source = new ScriptedSource(script);
  source.pace = () => new Promise((resolve) => setTimeout(resolve, 20));
  const detector = new ScriptedDetector((index) => [
    { class: 'person', box: [place(index) * 4, 40, place(index) * 4 + 20, 80] },
  ]);
  return Promise.resolve({ source, detector });
});
