import { findRuleDefinition, measuresOf, ruleCatalogue } from '#analytics/rules/catalogue.ts';
import { type RuleDefinition, storedName } from '#analytics/rules/rule.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Scoped } from '#foundation/camera-scope.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import type { Clock } from '#foundation/clock.ts';
import { type Fault, invalid, invalidField, VigieError } from '#foundation/errors.ts';
import type { Gate } from '#foundation/legal-gate.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import { refuseStale } from '#foundation/stale-version.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { parametersJsonSchema } from './parameters-json-schema.ts';
import type { PeriodService } from './period-service.ts';
import type { Announce, FactsOf, PlacesThatAlert } from './ports.ts';
import { needsGround, ruleFault } from './rule-fault.ts';
import { checkParameters } from './rule-parameters.ts';
import { readRule } from './rule-reading-service.ts';
import type { Rule, RuleInput, RuleKind, RuleReading, RuleToRead } from './rule-schema.ts';
import { type SentenceParts, sentencesOf } from './rule-sentence.ts';
import type { PeriodStore, RuleCamera, RuleStore, RuleValues, StoredRule } from './rule-store.ts';
import { unknownWord } from './shape-faults.ts';
import { defaultCooldownSeconds } from './territory-file.ts';
import { needsSun } from './territory-file-faults.ts';
import type { ZoneStore } from './zone-store.ts';

/** What, where, when, who is told. */
export interface RuleService {
  readonly periods: PeriodService;
  kinds(): RuleKind[];
  list(request: PageRequest & Scoped & { readonly camera?: number | undefined }): Promise<Page<Rule>>;
  find(id: number): Promise<Rule>;
  /** Throws `forbidden`, with the reason, for a rule that raises alerts where the legal gate allows none. */
  insert(input: RuleInput): Promise<Rule>;
  /** Throws what `insert` would throw; answers the rule as it would be stored. */
  check(input: RuleInput): Promise<RuleValues>;
  /** The rule as a sentence, as far as it is typed. */
  read(rule: RuleToRead): Promise<RuleReading>;
  /** Throws `conflict`, with the present state, when `version` is given and is not the present one. */
  update(id: number, patch: Partial<RuleInput> & { readonly version?: number | undefined }): Promise<Rule>;
  remove(id: number): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: RuleStore;
  readonly periodStore: PeriodStore;
  readonly zoneStore: ZoneStore;
  readonly periods: PeriodService;
  /** classes the detectors know */
  readonly knownClasses: readonly string[];
  readonly decide: Gate;
  readonly factsOf: FactsOf;
  readonly placesThatAlert: PlacesThatAlert;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly audit: Audit;
}

/** Makes the use cases of rules. */
export function createRuleService(parts: Parts): RuleService {
  const { unitOfWork, reader, store, announce, periods, audit } = parts;
  async function record(tx: Tx, verb: string, rule: StoredRule, before?: StoredRule): Promise<void> {
    const { id, name, cameraId } = rule;
    await audit(tx, {
      action: `rule.${verb}`,
      subject: { kind: 'rule', id, name },
      cameraId,
      details: verb === 'delete' ? {} : { changes: changedFields(before, rule) },
    });
  }
  async function findIn(tx: Tx, id: number): Promise<StoredRule> {
    const rule = await store.find(tx, id);
    if (rule === undefined) throw noRule(id);
    return rule;
  }
  const shown = async (tx: Tx, rule: StoredRule): Promise<Rule> => {
    const [first] = await withFindings(tx, parts, [rule]);
    if (first === undefined) throw noRule(rule.id);
    return first;
  };
  async function findToChange(tx: Tx, id: number, readVersion: number | undefined): Promise<StoredRule> {
    const rule = await store.findToChange(tx, id);
    if (rule === undefined) throw noRule(id);
    if (readVersion !== undefined) refuseStale('rule', readVersion, await shown(tx, rule));
    return rule;
  }
  return {
    periods,
    kinds: () => ruleCatalogue.map((definition) => toKind(definition, parts)),
    async list(request) {
      const page = await store.list(reader, request);
      return { ...page, items: await withFindings(reader, parts, page.items) };
    },
    find: async (id) => shown(reader, await findIn(reader, id)),
    insert: (input) =>
      unitOfWork(async (tx) => {
        const rule = await store.insert(tx, await checkedRule(tx, parts, input));
        await announce(tx, rule.cameraId);
        await record(tx, 'create', rule);
        return shown(tx, rule);
      }),
    check: (input) => checkedRule(reader, parts, input),
    read: (rule) => readRule(reader, parts, rule),
    update: (id, { version: read, ...patch }) =>
      unitOfWork(async (tx) => {
        const before = await findToChange(tx, id, read);
        const { id: _, version: __, ...values } = before;
        const after = { ...values, ...patch };
        // A broken rule can still be renamed or switched off: what it watches is checked when it is given anew.
        const isMoved =
          patch.cameraId !== undefined || patch.kind !== undefined || patch.parameters !== undefined;
        const checked = isMoved ? await checkedRule(tx, parts, after) : await checkedHead(tx, parts, after);
        const rule = await store.update(tx, id, checked);
        await announce(tx, before.cameraId);
        if (rule.cameraId !== before.cameraId) await announce(tx, rule.cameraId);
        await record(tx, 'update', rule, before);
        return shown(tx, rule);
      }),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const rule = await findIn(tx, id);
        await store.remove(tx, id);
        await announce(tx, rule.cameraId);
        await record(tx, 'delete', rule);
      }),
  };
}

const noRule = (id: number) => new VigieError('not-found', `There is no rule ${id}`);

function toKind(
  definition: RuleDefinition,
  { knownClasses, placesThatAlert }: Pick<Parts, 'knownClasses' | 'placesThatAlert'>,
): RuleKind {
  const { kind, title, help, parameters, measures = [] } = definition;
  return {
    kind,
    title: { ...title },
    help: { ...help },
    parameters: parameters.map(({ options, ...parameter }) => ({
      ...parameter,
      name: storedName(parameter),
      title: { ...parameter.title },
      ...(options && { options: options.map(({ value, title }) => ({ value, title: { ...title } })) }),
    })),
    measures: measures.map(({ title, edges, ...measure }) => ({
      ...measure,
      title: { ...title },
      edges: [...edges],
    })),
    alertsAt: [...placesThatAlert(kind)],
    needsGround: needsGround(definition),
    schema: parametersJsonSchema(definition, knownClasses),
  };
}

/** Checks all that a rule says. */
async function checkedRule(tx: Tx, parts: Parts, input: RuleInput): Promise<RuleValues> {
  const camera = await cameraOf(tx, parts, input.cameraId);
  const definition = findRuleDefinition(input.kind);
  if (definition === undefined) {
    const { message, fix } = unknownWord(
      'kind of rule',
      input.kind,
      ruleCatalogue.map(({ kind }) => kind),
    );
    throw invalidField('kind', message, fix);
  }
  await refuseByGate(tx, parts, input, camera.name);
  const { values, faults } = checkParameters(
    definition,
    input.parameters,
    {
      zones: await parts.zoneStore.zones.listAll(tx, input.cameraId),
      lines: await parts.zoneStore.lines.listAll(tx, input.cameraId),
      knownClasses: parts.knownClasses,
      hasGround: camera.hasGround,
      references: 'by-id',
    },
    'parameters',
  );
  refuse([...faults, ...(await periodReferenceFaults(tx, parts, input.periodId, camera))]);
  return completed(input, values);
}

/** Checks what a rule says besides what it watches. */
async function checkedHead(tx: Tx, parts: Parts, input: RuleInput): Promise<RuleValues> {
  const camera = await cameraOf(tx, parts, input.cameraId);
  refuse(await periodReferenceFaults(tx, parts, input.periodId, camera));
  return completed(input, input.parameters);
}

async function cameraOf(tx: Tx, { store }: Parts, cameraId: number): Promise<RuleCamera> {
  const camera = await store.findCamera(tx, cameraId);
  if (camera !== undefined) return camera;
  throw invalidField('cameraId', `there is no camera ${cameraId}`, 'give the id of a camera');
}

const completed = (input: RuleInput, parameters: RuleValues['parameters']): RuleValues => ({
  name: input.name,
  cameraId: input.cameraId,
  kind: input.kind,
  parameters,
  periodId: input.periodId ?? null,
  severity: input.severity ?? 'warning',
  cooldownSeconds: input.cooldownSeconds ?? defaultCooldownSeconds,
  minimumConfidence: input.minimumConfidence ?? null,
  enabled: input.enabled ?? true,
});

/** Refuses a rule that would give nothing on a camera that is read; one that measures gives statistics. */
async function refuseByGate(
  tx: Tx,
  { factsOf, decide, clock }: Parts,
  { cameraId, kind }: Pick<RuleInput, 'cameraId' | 'kind'>,
  name: string,
): Promise<void> {
  const facts = (await factsOf(tx, [cameraId])).get(cameraId);
  if (facts === undefined || measuresOf(kind).length > 0) return;
  // An impact assessment is made of what is configured: the rule is stored, and does not run before it is signed.
  const assessed = { ...facts, assessment: { isCurrent: true, detectors: [kind] } };
  const answer = decide(assessed, kind, 'alert', clock());
  if (answer.allowed || !decide(facts, 'video-analysis', 'frames', clock()).allowed) return;
  const { rule, lift } = answer;
  const message = `"${name}" may not alert. ${rule.en}`;
  throw new VigieError('forbidden', message, {
    fix: lift.en,
    faults: [{ field: 'cameraId', message: rule.en, fix: lift.en }],
  });
}

async function periodReferenceFaults(
  tx: Tx,
  { periodStore }: Parts,
  periodId: number | null | undefined,
  camera: RuleCamera,
): Promise<Fault[]> {
  if (periodId === null || periodId === undefined) return [];
  const period = await periodStore.find(tx, periodId);
  if (period === undefined)
    return [
      {
        field: 'periodId',
        message: `there is no period ${periodId}`,
        fix: 'give the id of a period, or null for always',
      },
    ];
  return needsSun(period) && !camera.hasPosition
    ? [
        {
          field: 'periodId',
          message: `"${period.name}" follows the sun, and the camera has no position`,
          fix: 'give the camera a position first',
        },
      ]
    : [];
}

/** Adds to stored rules what is found out when they are shown: their sentence, what breaks them, what they may give. */
async function withFindings(tx: Tx, parts: Parts, rules: readonly StoredRule[]): Promise<Rule[]> {
  const { zoneStore, periodStore, knownClasses, decide, factsOf, clock } = parts;
  const facts = await factsOf(tx, [...new Set(rules.map(({ cameraId }) => cameraId))]);
  const periods = rules.some(({ periodId }) => periodId !== null) ? await periodStore.listAll(tx) : [];
  const shapes = new Map<number, Pick<SentenceParts, 'zones' | 'lines'> & { readonly camera: RuleCamera }>();
  for (const { cameraId } of rules) {
    if (shapes.has(cameraId)) continue;
    shapes.set(cameraId, {
      camera: await cameraOf(tx, parts, cameraId),
      zones: await zoneStore.zones.listAll(tx, cameraId),
      lines: await zoneStore.lines.listAll(tx, cameraId),
    });
  }
  return rules.flatMap((rule) => {
    const own = shapes.get(rule.cameraId);
    if (own === undefined) return [];
    const { camera, zones, lines } = own;
    const law = facts.get(rule.cameraId);
    if (law === undefined) return [];
    const alerts = decide(law, rule.kind, 'alert', clock());
    const mayMeasure = decide(law, rule.kind, 'statistics', clock()).allowed;
    const period = periods.find(({ id }) => id === rule.periodId);
    return {
      ...rule,
      sentence: sentencesOf(rule, { zones, lines, period, camera: camera.name }),
      fault: ruleFault(rule, { zones, lines, knownClasses, hasGround: camera.hasGround }),
      outputs: {
        alerts: alerts.allowed,
        statistics: measuresOf(rule.kind).length > 0 && mayMeasure,
      },
      refusal: alerts.allowed ? null : { reason: alerts.reason, rule: alerts.rule, lift: alerts.lift },
    };
  });
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0)
    throw invalid(faults.map(({ field, message }) => `${field}: ${message}`).join('; '), faults);
}
