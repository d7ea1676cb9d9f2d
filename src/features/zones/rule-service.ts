import { findRuleDefinition, ruleCatalogue } from '#analytics/rules/catalogue.ts';
import { type RuleDefinition, storedName } from '#analytics/rules/rule.ts';
import { type Fault, invalid, invalidField, VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { PeriodService } from './period-service.ts';
import type { Announce, Decide } from './ports.ts';
import { checkParameters } from './rule-parameters.ts';
import type { Rule, RuleInput, RuleKind } from './rule-schema.ts';
import { type SentenceParts, sentencesOf } from './rule-sentence.ts';
import type { PeriodStore, RuleCamera, RuleStore, RuleValues, StoredRule } from './rule-store.ts';
import { unknownWord } from './shape-faults.ts';
import { defaultCooldownSeconds } from './territory-file.ts';
import { needsSun } from './territory-file-faults.ts';
import type { ZoneStore } from './zone-store.ts';

export type { PeriodService } from './period-service.ts';

/** What, where, when, who is told. */
export interface RuleService {
  readonly periods: PeriodService;
  kinds(): RuleKind[];
  list(request: PageRequest & { readonly camera?: number | undefined }): Promise<Page<Rule>>;
  find(id: number): Promise<Rule>;
  /** Throws `forbidden`, with the reason, for a rule that raises alerts where the legal gate allows none. */
  insert(input: RuleInput): Promise<Rule>;
  update(id: number, patch: Partial<RuleInput>): Promise<Rule>;
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
  readonly decide: Decide;
  readonly announce: Announce;
}

/** Makes the use cases of rules. */
export function createRuleService(parts: Parts): RuleService {
  const { unitOfWork, reader, store, announce, periods } = parts;
  async function findIn(tx: Tx, id: number): Promise<StoredRule> {
    const rule = await store.find(tx, id);
    if (rule === undefined) throw new VigieError('not-found', `There is no rule ${id}`);
    return rule;
  }
  const shown = async (tx: Tx, rule: StoredRule): Promise<Rule> => {
    const [first] = await withSentences(tx, parts, [rule]);
    if (first === undefined) throw new VigieError('not-found', `There is no rule ${rule.id}`);
    return first;
  };
  return {
    periods,
    kinds: () => ruleCatalogue.map(toKind),
    async list(request) {
      const page = await store.list(reader, request);
      return { ...page, items: await withSentences(reader, parts, page.items) };
    },
    find: async (id) => shown(reader, await findIn(reader, id)),
    insert: (input) =>
      unitOfWork(async (tx) => {
        const rule = await store.insert(tx, await checkedRule(tx, parts, input));
        await announce(tx, rule.cameraId);
        return shown(tx, rule);
      }),
    update: (id, patch) =>
      unitOfWork(async (tx) => {
        const before = await findIn(tx, id);
        const { id: _, ...values } = before;
        const rule = await store.update(tx, id, await checkedRule(tx, parts, { ...values, ...patch }));
        await announce(tx, before.cameraId);
        if (rule.cameraId !== before.cameraId) await announce(tx, rule.cameraId);
        return shown(tx, rule);
      }),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const { cameraId } = await findIn(tx, id);
        await store.remove(tx, id);
        await announce(tx, cameraId);
      }),
  };
}

function toKind({ kind, title, help, parameters }: RuleDefinition): RuleKind {
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
  };
}

async function checkedRule(tx: Tx, parts: Parts, input: RuleInput): Promise<RuleValues> {
  const camera = await parts.store.findCamera(tx, input.cameraId);
  if (camera === undefined)
    throw invalidField('cameraId', `there is no camera ${input.cameraId}`, 'give the id of a camera');
  refuseByGate(camera, parts.decide, input.kind);
  const definition = findRuleDefinition(input.kind);
  if (definition === undefined) {
    const { message, fix } = unknownWord(
      'kind of rule',
      input.kind,
      ruleCatalogue.map(({ kind }) => kind),
    );
    throw invalidField('kind', message, fix);
  }
  const { values, faults } = checkParameters(
    definition,
    input.parameters,
    {
      zones: await parts.zoneStore.zones.listAll(tx, input.cameraId),
      lines: await parts.zoneStore.lines.listAll(tx, input.cameraId),
      knownClasses: parts.knownClasses,
      references: 'by-id',
    },
    'parameters',
  );
  refuse([...faults, ...(await periodReferenceFaults(tx, parts, input.periodId, camera))]);
  return {
    name: input.name,
    cameraId: input.cameraId,
    kind: input.kind,
    parameters: values,
    periodId: input.periodId ?? null,
    severity: input.severity ?? 'warning',
    cooldownSeconds: input.cooldownSeconds ?? defaultCooldownSeconds,
    enabled: input.enabled ?? true,
  };
}

/** Refuses a rule that could raise an alert where the law allows statistics only. */
function refuseByGate(camera: Pick<RuleCamera, 'name' | 'place'>, decide: Decide, kind: string): void {
  if (decide(camera.place, kind, 'alert').allowed) return;
  const message = `"${camera.name}" looks at a place where the law allows statistics, not alerts (${camera.place}; Conseil d'État, 30 January 2026, n° 506370)`;
  const fix =
    'draw a counting line for statistics, or correct the place of the camera if it is a closed site';
  throw new VigieError('forbidden', message, { fix, faults: [{ field: 'cameraId', message, fix }] });
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

async function withSentences(tx: Tx, parts: Parts, rules: readonly StoredRule[]): Promise<Rule[]> {
  const { zoneStore, periodStore } = parts;
  const periods = rules.some(({ periodId }) => periodId !== null) ? await periodStore.listAll(tx) : [];
  const shapes = new Map<number, Pick<SentenceParts, 'zones' | 'lines'>>();
  for (const { cameraId } of rules) {
    if (shapes.has(cameraId)) continue;
    shapes.set(cameraId, {
      zones: await zoneStore.zones.listAll(tx, cameraId),
      lines: await zoneStore.lines.listAll(tx, cameraId),
    });
  }
  return rules.map((rule) => {
    const { zones = [], lines = [] } = shapes.get(rule.cameraId) ?? {};
    const period = periods.find(({ id }) => id === rule.periodId);
    return { ...rule, sentence: sentencesOf(rule, { zones, lines, period }) };
  });
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0)
    throw invalid(faults.map(({ field, message }) => `${field}: ${message}`).join('; '), faults);
}
