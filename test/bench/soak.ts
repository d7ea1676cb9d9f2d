import { type SoakFigures, type SoakVerdict, soakVerdict } from './soak-verdict.ts';

/** Prints what a soak showed; returns whether it passed. */
export function tellSoak(figures: SoakFigures, json: boolean): boolean {
  const verdict = soakVerdict(figures);
  if (json) console.log(JSON.stringify(verdict));
  else printVerdict(verdict);
  return verdict.faults.length === 0;
}

function printVerdict({ growth, faults, ...pictures }: SoakVerdict): void {
  for (const { process, firstMb, lastMb } of growth) {
    const ratio = (lastMb / Math.max(1, firstMb)).toFixed(2);
    console.log(
      `memory of ${process}`.padEnd(40),
      `${firstMb.toFixed(0)} → ${lastMb.toFixed(0)} MB (× ${ratio})`,
    );
  }
  const { framesIn, framesAnalysed, framesDropped, slowest, fastest } = pictures;
  console.log(
    'pictures in, analysed, given up'.padEnd(40),
    `${framesIn}, ${framesAnalysed}, ${framesDropped}`,
  );
  console.log('analysed by the slowest, fastest camera'.padEnd(40), `${slowest}, ${fastest}`);
  console.log('restarts of the analysis'.padEnd(40), `${pictures.restarts}`);
  for (const fault of faults) console.log(`FAILED: ${fault}`);
  if (faults.length === 0) console.log('passed: memory is flat, every picture is accounted for');
}
