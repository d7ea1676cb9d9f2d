import pc from 'picocolors';
import { VigieError } from '#foundation/errors.ts';

/** Tells a failure on the error output: in plain words when it was foreseen, with its trace when it was not. */
export function printFailure(fault: unknown): void {
  if (!(fault instanceof VigieError)) {
    console.error(pc.red('Unexpected failure.'), fault);
    return;
  }
  console.error(`${pc.red('error')} ${fault.message}`);
  for (const { field, message, fix } of fault.faults) {
    if (fault.message.includes(message)) continue;
    const isSaidBelow = fix === undefined || fix === fault.fix;
    console.error(`  ${pc.bold(field)}: ${message}${isSaidBelow ? '' : pc.dim(` (${fix})`)}`);
  }
  if (fault.fix !== undefined) console.error(`  ${pc.dim('to mend it:')} ${fault.fix}`);
}
