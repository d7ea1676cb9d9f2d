import { Command } from 'commander';
import pc from 'picocolors';
import { verifyLog } from '#app/verify-log.ts';

/** `vigie audit …`: the log of who did what. */
export function auditCommand(): Command {
  const verify = new Command('verify')
    .summary('follow the log from its first line to its last')
    .description(
      'Verify that no line of the log of who did what was changed, removed or cut off; the exit code is 1 when one was. Works beside a running `vigie serve`.',
    )
    .option('-c, --config <file>', 'settings, as for vigie serve')
    .action(async ({ config }: { readonly config?: string }) => {
      const { lines, head, faults, isIntact } = await verifyLog(config);
      for (const { sequence, fault } of faults)
        console.log(`${pc.red('✗')} ${sequence > 0 ? `line ${sequence} ` : ''}${fault}`);
      const outcome = isIntact ? pc.green('whole') : pc.red('not whole');
      console.log(`${lines} lines followed, up to line ${head}: the log is ${outcome}`);
      if (!isIntact) process.exitCode = 1;
    });
  return new Command('audit').summary('the log of who did what').addCommand(verify);
}
