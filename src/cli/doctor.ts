import { Command } from 'commander';
import pc from 'picocolors';
import { loadConfig } from '#app/config.ts';
import { checks, examine, type Finding } from '#app/doctor.ts';

const marks = { ok: pc.green('✓'), warning: pc.yellow('!'), fault: pc.red('✗') } as const;

/** `vigie doctor`: checks the machine and the installation, and says how to mend each fault. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('check this machine and say how to mend each fault')
    .description(
      'Check runtime, FFmpeg, ONNX Runtime, model, hardware, database, disk, port and clock; say how to mend each fault.',
    )
    .option('-c, --config <file>', 'settings to check with (default: vigie.yml where there is one)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExits with 1 when there is a fault; warnings let Vigie run.\n\nExample:\n  vigie doctor --config /etc/vigie/vigie.yml',
    )
    .action(diagnose);
}

async function diagnose(options: { config?: string; json?: boolean }): Promise<void> {
  const { config } = loadConfig({ file: options.config });
  const findings: ({ name: string } & Finding)[] = [];
  for (const check of checks) {
    const finding = { name: check.name, ...(await examine(check, config)) };
    findings.push(finding);
    if (!options.json) print(finding);
  }
  const faults = findings.filter(({ state }) => state === 'fault').length;
  if (options.json) console.log(JSON.stringify({ faults, checks: findings }, null, 2));
  else
    console.log(faults === 0 ? `\n${pc.green('Vigie can run here.')}` : `\n${pc.red(`${faults} to mend.`)}`);
  if (faults > 0) process.exitCode = 1;
}

function print({ name, state, detail, notes = [], fix }: { name: string } & Finding): void {
  console.log(`${marks[state]} ${name.padEnd(16)} ${detail}`);
  for (const note of notes) console.log(`${' '.repeat(19)}${pc.dim(note)}`);
  if (fix !== undefined) console.log(`${' '.repeat(19)}${pc.dim(`→ ${fix}`)}`);
}
