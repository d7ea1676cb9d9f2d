import { createHolidayCalendar } from '#adapters/holidays/holiday-calendar.ts';
import { cocoClasses } from '#analytics/detection/coco-classes.ts';
import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import type { Events } from '#features/events.ts';
import type { TrialFindings } from '#features/replay/ports.ts';
import { ReplayOutcome } from '#features/replay/replay-outcome.ts';
import type { AnalysisInit } from '#features/video-analysis/messages-schema.ts';
import { readRuleFile } from '#features/zones/rule-file-ingest.ts';
import { checkParameters } from '#features/zones/rule-parameters.ts';
import type { RuleInput } from '#features/zones/rule-schema.ts';
import type { FileRule } from '#features/zones/territory-file.ts';
import { parametersOf } from '#features/zones/territory-file-faults.ts';
import { invalid, invalidField } from '#foundation/errors.ts';
import { createEventBus } from '#foundation/event-bus.ts';
import type { Log } from '#foundation/log.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { AnalysisSupervisor } from './analysis-supervisor.ts';
import type { Config } from './config.ts';
import { openGate } from './legal-gate.ts';
import { findingsOf } from './live-trials.ts';
import { type LoadedTrial, loadTrial } from './load-plan.ts';
import { trialRuleId } from './replay-messages.ts';
import { createServices, createStores, type Stores } from './services.ts';
import { openSharedDatabase } from './shared-database.ts';

/** A rule of a file, and the name of the camera it is tried on. */
export interface TriedRule {
  readonly camera: string;
  readonly text: string;
  /** how messages call the file */
  readonly fileName: string;
}

/** Reads the camera from the database and checks the rule as if it were to be added; changes nothing. */
export async function openTrial(config: Config, tried: TriedRule, log: Log): Promise<LoadedTrial> {
  const rule = readRuleFile(tried.text, tried.fileName);
  const database = await openSharedDatabase(config, log);
  try {
    const stores = createStores();
    const services = createServices(
      database,
      createEventBus<Events>(() => undefined),
      stores,
      { law: config.law },
    );
    const { unitOfWork } = database;
    const input = await unitOfWork((tx) => inputOf(tx, stores, rule, tried.camera));
    const reading = { unitOfWork, stores, holidaysOf: createHolidayCalendar().daysOf, clock: Date.now };
    return await loadTrial(reading, await services.rules.check(input));
  } finally {
    await database.close();
  }
}

/** What a trial may tell where its camera looks. */
export function outcomeOf(trial: LoadedTrial, { law }: Config, isLive: boolean): ReplayOutcome {
  return new ReplayOutcome(trial, openGate(law).decide, { nowMs: Date.now(), isLive });
}

/** Runs the rule on the camera's stream until the signal comes; `vigie serve` may run beside it. */
export async function tryLive(
  init: AnalysisInit,
  { camera, rule, holidays }: LoadedTrial,
  options: {
    readonly log: Log;
    readonly signal: AbortSignal;
    readonly onFindings: (findings: TrialFindings) => void;
    /** the camera cannot be read, and why; undefined: it can again */
    readonly onFault: (fault: string | undefined) => void;
  },
): Promise<void> {
  const { log, signal, onFindings, onFault } = options;
  const analysis = new AnalysisSupervisor({
    init,
    log,
    onReport: (report) => Promise.resolve(onFindings(findingsOf(report, trialRuleId))),
    onHealth: (cameras) => onFault(cameras.find(({ cameraId }) => cameraId === camera.id)?.fault),
  });
  analysis.setPlan({ cameras: [{ ...camera, rules: [{ ...rule, id: trialRuleId }] }], holidays });
  analysis.start();
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  await analysis.stop();
}

/** The rule with numbers in place of names. */
async function inputOf(tx: Tx, stores: Stores, rule: FileRule, cameraName: string): Promise<RuleInput> {
  const camera = await stores.cameras.findByName(tx, cameraName);
  if (camera === undefined) {
    const names = (await stores.cameras.listAll(tx)).map(({ name }) => name);
    throw invalidField(
      '--camera',
      `there is no camera "${cameraName}"`,
      names.length === 0 ? 'add one first: vigie import' : `choose one: ${names.join(', ')}`,
    );
  }
  const periods = await stores.periods.listAll(tx);
  const period = periods.find(({ name }) => name === rule.period);
  if (rule.period !== undefined && period === undefined) {
    throw invalidField('period', `there is no period "${rule.period}"`, 'add it first, or leave it out');
  }
  const { kind, name, severity, cooldownSeconds, minimumConfidence } = rule;
  return {
    name,
    cameraId: camera.id,
    kind,
    parameters: await parametersById(tx, stores, rule, camera),
    periodId: period?.id ?? null,
    ...(severity === undefined ? {} : { severity }),
    ...(cooldownSeconds === undefined ? {} : { cooldownSeconds }),
    ...(minimumConfidence === undefined ? {} : { minimumConfidence }),
  };
}

async function parametersById(
  tx: Tx,
  { zones }: Stores,
  rule: FileRule,
  camera: { readonly id: number; readonly ground: readonly unknown[] | null },
): Promise<RuleInput['parameters']> {
  const definition = findRuleDefinition(rule.kind);
  // An unknown kind is told by the check that follows, with the nearest that there is.
  if (definition === undefined) return {};
  const { values, faults } = checkParameters(
    definition,
    parametersOf(rule),
    {
      zones: await zones.zones.listAll(tx, camera.id),
      lines: await zones.lines.listAll(tx, camera.id),
      knownClasses: cocoClasses,
      hasGround: (camera.ground?.length ?? 0) > 0,
      references: 'by-name',
    },
    '',
  );
  if (faults.length > 0)
    throw invalid(
      faults.map(({ field, message, fix }) => `${field}: ${message}${fix ? ` (${fix})` : ''}`).join('\n'),
      faults,
    );
  return { ...values };
}
