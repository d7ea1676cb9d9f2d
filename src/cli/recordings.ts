import { Command } from 'commander';
import pc from 'picocolors';
import { verifyRecordings } from '#app/verify-recordings.ts';

/** `vigie recordings …`: what was kept, destroyed and handed over. */
export function recordingsCommand(): Command {
  const verify = new Command('verify')
    .summary('check a proof of destruction or an extraction')
    .description(
      'Check that a proof of destruction (JSON, from the register) or an extraction (tar) is as this instance signed it; the exit code is 1 when it is not.',
    )
    .argument('<file>', 'the proof, or the archive')
    .option('-k, --key <file>', 'public key (PEM), got from the instance by another way than with the file')
    .option('-c, --config <file>', 'settings, as for vigie serve')
    .action(async (file: string, options: { readonly key?: string; readonly config?: string }) => {
      const { kind, faults } = await verifyRecordings(file, options);
      for (const fault of faults) console.log(`${pc.red('✗')} ${fault}`);
      const outcome = faults.length === 0 ? pc.green('as it was signed') : pc.red('not as it was signed');
      console.log(`this ${kind} is ${outcome}`);
      if (faults.length > 0) process.exitCode = 1;
    });
  return new Command('recordings').summary('what was kept, destroyed and handed over').addCommand(verify);
}
