import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { analysisInit } from '#app/analysis-init.ts';
import { createClipRunner } from '#app/clip-runner.ts';
import { loadConfig } from '#app/config.ts';
import type { LoadedTrial } from '#app/load-plan.ts';
import { createLog } from '#app/log.ts';
import { openTrial, outcomeOf, tryLive } from '#app/try-rule.ts';
import type { ReplayOutcome, WouldBeAlert } from '#features/replay/replay-outcome.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import { inWords } from './analysis-progress.ts';
import { numberOption } from './number-option.ts';
import { untilSignal } from './until-signal.ts';

interface ReplayFlags {
  readonly camera: string;
  readonly rule: string;
  readonly clip?: string;
  readonly minutes?: number;
  readonly filmedAt?: string;
  readonly config?: string;
}

/** `vigie replay --camera NAME --rule FILE [--clip FILE | --minutes N]`: what a rule would raise. */
export function replayCommand(): Command {
  return new Command('replay')
    .summary('try a rule before it goes live')
    .description(
      'Try a rule on a camera before it goes live: on a clip, or on its next minutes. Nothing is stored, nobody is alerted.',
    )
    .requiredOption('--camera <name>', 'camera whose masks, zones, lines and ground are used')
    .requiredOption('--rule <file>', 'the rule, as it stands among the rules of a territory file (YAML)')
    .option('--clip <file>', 'film to try it on')
    .option(
      '--minutes <number>',
      'minutes of the live camera to try it on',
      numberOption('--minutes', 0.1, 1440),
    )
    .option('--filmed-at <time>', 'when the clip was filmed, for rules with a period (default: now)')
    .option('-c, --config <file>', 'settings, as for vigie serve')
    .addHelpText(
      'after',
      `
Works beside a running \`vigie serve\`. Ctrl+C ends it early and prints what was found.

Example of a rule file:
  name: Persons in the yard
  kind: intrusion
  zone: yard
  classes: [person]

Examples:
  vigie replay --camera "Depot yard" --rule rule.yml --clip film.mp4
  vigie replay --camera "Depot yard" --rule rule.yml --minutes 10`,
    )
    .action(replay);
}

async function replay(flags: ReplayFlags): Promise<void> {
  if ((flags.clip === undefined) === (flags.minutes === undefined)) {
    throw invalidField('--clip', 'give --clip or --minutes, one of the two');
  }
  const { config } = loadConfig({ file: flags.config });
  const text = await readText(flags.rule);
  const log = createLog('error');
  const tried = { camera: flags.camera, text, fileName: flags.rule };
  const trial = await openTrial(config, tried, log);
  const init = analysisInit(config);
  const { signal } = untilSignal();
  const outcome = outcomeOf(trial, config, flags.clip === undefined);
  if (flags.clip === undefined) {
    const startMs = Date.now();
    const minutes = AbortSignal.timeout((flags.minutes ?? 0) * 60_000);
    let printed = 0;
    let told: string | undefined;
    await tryLive(init, trial, {
      log,
      signal: AbortSignal.any([signal, minutes]),
      onFindings: (findings) => {
        outcome.add(findings);
        for (const alert of outcome.alerts.slice(printed)) console.log(lineOf(alert, startMs));
        printed = outcome.alerts.length;
      },
      onFault: (fault) => {
        if (fault !== undefined && fault !== told) console.error(fault);
        told = fault;
      },
    });
  } else await replayClip(trial, outcome, { clip: flags.clip, filmedAt: flags.filmedAt, init, signal });
  console.log(summaryOf(outcome));
}

async function replayClip(
  trial: LoadedTrial,
  outcome: ReplayOutcome,
  options: {
    readonly clip: string;
    readonly filmedAt: string | undefined;
    readonly init: ReturnType<typeof analysisInit>;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { clip, filmedAt, init, signal } = options;
  const startMs = filmedAt === undefined ? Date.now() : Date.parse(filmedAt);
  if (Number.isNaN(startMs))
    throw invalidField('--filmed-at', 'is no time such as 2026-05-04T22:10:00+02:00');
  const file = resolve(clip);
  await stat(file).catch(() => {
    throw invalidField('--clip', `there is no file ${clip}`, 'check the path');
  });
  let toldShare = 0;
  const onProgress = (share: number): void => {
    if (share < toldShare + 0.1) return;
    toldShare = share;
    console.error(`${Math.round(share * 100)} %`);
  };
  const runClip = createClipRunner(init, dirname(file));
  const findings = await runClip({ trial, file, startMs, onProgress, signal }).catch((fault: unknown) => {
    if (signal.aborted) throw new VigieError('unavailable', 'stopped', { cause: fault });
    throw fault;
  });
  outcome.add(findings);
  for (const alert of outcome.alerts) console.log(lineOf(alert, startMs));
}

/** One alert of the time line. */
function lineOf({ timeMs, summary, confidence, direction }: WouldBeAlert, startMs: number): string {
  const seconds = Math.max(0, timeMs - startMs) / 1000;
  const minutes = Math.floor(seconds / 60);
  const at = `${String(minutes).padStart(3)}:${(seconds - minutes * 60).toFixed(1).padStart(4, '0')}`;
  const details = [direction, confidence === null ? null : `${Math.round(confidence * 100)} %`];
  const known = details.filter((detail) => detail !== null).join(', ');
  return `${pc.bold(at)}  ${summary.en}${known === '' ? '' : pc.dim(`  (${known})`)}`;
}

/** What was found besides the time line. */
function summaryOf(outcome: ReplayOutcome): string {
  const { alerts, heldBack, leftOut, counts, measures, refused, watchedSeconds } = outcome;
  const held = heldBack === 0 ? '' : `, ${heldBack} more within the cool-down`;
  const mayAlert = refused.every(({ output }) => output !== 'alerts');
  return [
    mayAlert ? `${alerts.length + leftOut} alerts would have been raised${held}` : undefined,
    ...counts.map(({ line, direction, class: name, count }) => `${line}, ${direction}: ${count} ${name}`),
    ...measures.map(
      ({ title, unit, class: name, part, mean, minimum, maximum, weight }) =>
        `${[title.en, name, part].filter(Boolean).join(', ')}: mean ${mean} ${unit}, from ${minimum} to ${maximum} (weight ${weight})`,
    ),
    ...refused.map(({ output, reason }) => `no ${output}: ${reason.en}`),
    `watched: ${inWords(watchedSeconds)}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw invalidField('--rule', `${path} cannot be read`, 'check the path');
  }
}
