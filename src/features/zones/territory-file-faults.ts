import { findRuleDefinition, ruleCatalogue } from '#analytics/rules/catalogue.ts';
import { isTimeZone } from '#analytics/rules/local-time.ts';
import { periodFaults } from '#analytics/rules/period.ts';
import type { Fault } from '#foundation/errors.ts';
import { checkParameters, type NamedShape } from './rule-parameters.ts';
import {
  classFaults,
  fieldIn,
  groundFaults,
  lineFaults,
  polygonFaults,
  unknownWord,
} from './shape-faults.ts';
import type { FileCamera, FilePeriod, FileRule, TerritoryFile } from './territory-file.ts';
import { ruleKeys } from './territory-file.ts';

/** What a file is checked against besides itself. */
export interface FileContext {
  readonly knownClasses: readonly string[];
  /** the one camera of the short form stands at the top: paths of its fields have no prefix */
  readonly isShort: boolean;
}

/** Every fault of a file whose keys and types are right. */
export function territoryFileFaults(file: TerritoryFile, context: FileContext): Fault[] {
  const periods = file.periods ?? [];
  return [
    ...timeZoneFaults('territory.timeZone', file.territory?.timeZone),
    ...duplicates('periods', periods),
    ...periods.flatMap((period, index) => inPeriod(period, `periods[${index}]`)),
    ...duplicates('cameras', file.cameras),
    ...file.cameras.flatMap((camera, index) =>
      inCamera(camera, periods, context, context.isShort ? '' : `cameras[${index}]`),
    ),
  ];
}

/** The fault of an unknown time zone, with the nearest known one. */
export function timeZoneFaults(field: string, timeZone: string | undefined): Fault[] {
  if (timeZone === undefined || isTimeZone(timeZone)) return [];
  return [{ field, ...unknownWord('time zone', timeZone, Intl.supportedValuesOf('timeZone')) }];
}

function inPeriod(period: FilePeriod, field: string): Fault[] {
  const { timeZone, ...rest } = period;
  return [
    ...timeZoneFaults(`${field}.timeZone`, timeZone),
    ...periodFaults(rest).map((fault) => ({ ...fault, field: fieldIn(field, fault.field) })),
  ];
}

function duplicates(field: string, things: readonly { readonly name?: string }[]): Fault[] {
  return things.flatMap(({ name }, index) => {
    const first = things.findIndex((other) => other.name === name);
    return name === undefined || first === index
      ? []
      : [
          {
            field: `${field}[${index}].name`,
            message: `"${name}" is the name of ${field}[${first}] too`,
            fix: 'give each its own name',
          },
        ];
  });
}

const numbered = (things: readonly { readonly name: string }[] = []): NamedShape[] =>
  things.map(({ name }, index) => ({ id: index + 1, name }));

function inCamera(
  camera: FileCamera,
  periods: readonly FilePeriod[],
  context: FileContext,
  field: string,
): Fault[] {
  const path = (key: string): string => fieldIn(field, key);
  const shapes = (['masks', 'zones'] as const).flatMap((key) =>
    (camera[key] ?? []).flatMap(({ polygon }, index) =>
      polygonFaults(`${path(key)}[${index}].polygon`, polygon),
    ),
  );
  const lines = (camera.lines ?? []).flatMap((line, index) => [
    ...lineFaults(`${path('lines')}[${index}]`, line),
    ...classFaults(`${path('lines')}[${index}].classes`, line.classes ?? [], context.knownClasses),
  ]);
  const names = (['masks', 'zones', 'lines', 'rules'] as const).flatMap((key) =>
    duplicates(path(key), camera[key] ?? []),
  );
  const rules = (camera.rules ?? []).flatMap((rule, index) =>
    inRule(rule, camera, periods, context, `${path('rules')}[${index}]`),
  );
  const ground = groundFaults(path('ground'), camera.ground ?? []);
  return [...names, ...shapes, ...lines, ...ground, ...rules];
}

function inRule(
  rule: FileRule,
  camera: FileCamera,
  periods: readonly FilePeriod[],
  context: FileContext,
  field: string,
): Fault[] {
  const definition = findRuleDefinition(rule.kind);
  const period = periodReferenceFaults(rule, camera, periods, `${field}.period`);
  if (definition === undefined) {
    const kinds = ruleCatalogue.map(({ kind }) => kind);
    return [...period, { field: `${field}.kind`, ...unknownWord('kind of rule', rule.kind, kinds) }];
  }
  const { faults } = checkParameters(
    definition,
    parametersOf(rule),
    {
      zones: numbered(camera.zones),
      lines: numbered(camera.lines),
      knownClasses: context.knownClasses,
      hasGround: hasGround(camera),
      references: 'by-name',
    },
    field,
  );
  return [...period, ...faults];
}

/** Whether a written camera gives points on the ground. */
export const hasGround = ({ ground }: FileCamera): boolean => (ground ?? []).length > 0;

/** The keys of a written rule that are parameters of its kind. */
export function parametersOf(rule: FileRule): Record<string, unknown> {
  return Object.fromEntries(Object.entries(rule).filter(([key]) => !ruleKeys.includes(key)));
}

function periodReferenceFaults(
  rule: FileRule,
  camera: FileCamera,
  periods: readonly FilePeriod[],
  field: string,
): Fault[] {
  if (rule.period === undefined) return [];
  const period = periods.find(({ name }) => name === rule.period);
  if (period === undefined) {
    const names = periods.map(({ name }) => name);
    return [{ field, ...unknownWord('period', rule.period, names) }];
  }
  return needsSun(period) && !camera.position
    ? [
        {
          field,
          message: `"${period.name}" follows the sun, and the camera has no position`,
          fix: 'give the camera a position: { latitude, longitude }',
        },
      ]
    : [];
}

/** Whether hours of the period follow the sun. */
export function needsSun(period: { readonly weekly?: readonly { from: string; to: string }[] }): boolean {
  return (period.weekly ?? []).some(({ from, to }) => /^sun/.test(from) || /^sun/.test(to));
}
