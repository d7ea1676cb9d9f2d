import type { Inventory, InventoryCamera } from './ports.ts';

/** What an assessment was made of, in the order of a diff: plain JSON that is kept with each version. */
export interface DpiaFacts {
  readonly rulePack: string;
  readonly auditMonths: number;
  readonly detector: string;
  readonly classes: readonly string[];
  readonly cameras: readonly DpiaCamera[];
}

interface DpiaCamera {
  /** versions made before it was kept go by the name */
  readonly id?: number;
  readonly name: string;
  readonly place: string;
  readonly mask: string;
  readonly purposes: readonly string[];
  /** the same as words of the closed list */
  readonly codes: readonly string[];
  readonly regimes: readonly string[];
  readonly recipients: readonly string[];
  readonly analyses: readonly string[];
  readonly alerts: readonly string[];
  readonly keptDays: number;
}

/** What people must write themselves; the rest is read from the configuration. */
export interface DpiaOpinions {
  necessity?: string;
  risks?: string;
  dpoOpinion?: string;
  personsConsulted?: string;
  decision?: string;
}

/** One difference between what was assessed and what is. */
export interface DpiaChange {
  readonly camera: string | null;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Whether an assessment still holds. */
export type DpiaState = 'none' | 'draft' | 'valid' | 'to-review';

/** What of the configuration an assessment depends on. */
export function dpiaFacts({ cameras, rulePack, auditMonths, detector }: Inventory): DpiaFacts {
  return {
    rulePack,
    auditMonths,
    detector: detector.name,
    classes: [...detector.classes].sort(),
    cameras: cameras
      .filter(({ purposes }) => purposes.length > 0)
      .map(factsOf)
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function factsOf(camera: InventoryCamera): DpiaCamera {
  const { id, name, place, mask, purposes, analyses, alerts, keptDays } = camera;
  const distinct = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    id,
    name,
    place,
    mask,
    purposes: distinct(purposes.map(({ title }) => title.en)),
    codes: distinct(purposes.map(({ code }) => code)),
    regimes: distinct(purposes.map(({ regime }) => regime)),
    recipients: distinct(purposes.flatMap(({ recipients }) => recipients)),
    analyses: distinct(analyses.map(({ kind }) => kind)),
    alerts: distinct(alerts),
    keptDays,
  };
}

/** What changed since an assessment, camera by camera. */
export function dpiaChanges(before: DpiaFacts, after: DpiaFacts): DpiaChange[] {
  const general = (['rulePack', 'auditMonths', 'detector', 'classes'] as const).flatMap((field) =>
    changeOf(null, field, before[field], after[field]),
  );
  const names = [...new Set([...before.cameras, ...after.cameras].map(({ name }) => name))].sort();
  return [...general, ...names.flatMap((name) => cameraChanges(name, before, after))];
}

const unchanging: ReadonlySet<string> = new Set(['id', 'name', 'codes']);

function cameraChanges(name: string, before: DpiaFacts, after: DpiaFacts): DpiaChange[] {
  const was = before.cameras.find((camera) => camera.name === name);
  const is = after.cameras.find((camera) => camera.name === name);
  if (was === undefined) return [{ camera: name, field: 'camera', before: null, after: name }];
  if (is === undefined) return [{ camera: name, field: 'camera', before: name, after: null }];
  // Another camera that took the name was never assessed.
  if (was.id !== undefined && was.id !== is.id)
    return [{ camera: name, field: 'camera', before: null, after: name }];
  // The words of the closed list say the same as the titles of the purposes.
  const fields = Object.keys(is).filter((field) => !unchanging.has(field)) as Exclude<
    keyof DpiaCamera,
    'id' | 'name' | 'codes'
  >[];
  return fields.flatMap((field) => changeOf(name, field, was[field], is[field]));
}

function changeOf(camera: string | null, field: string, before: unknown, after: unknown): DpiaChange[] {
  const [was, is] = [words(before), words(after)];
  return was === is ? [] : [{ camera, field, before: was, after: is }];
}

const words = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

/** Whether an assessment holds: it was signed, and nothing it depends on changed since. */
export function dpiaState(
  last: { readonly facts: DpiaFacts; readonly isSigned: boolean } | undefined,
  now: DpiaFacts,
): DpiaState {
  if (last === undefined) return 'none';
  if (!last.isSigned) return 'draft';
  return dpiaChanges(last.facts, now).length === 0 ? 'valid' : 'to-review';
}
