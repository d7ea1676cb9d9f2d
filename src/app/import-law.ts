import { measuresOf } from '#analytics/rules/catalogue.ts';
import type { LegalFactsStore } from '#features/privacy/legal-facts-store.ts';
import type { PurposeInput } from '#features/privacy/legal-schema.ts';
import type { FileCamera, FilePurpose, TerritoryFile } from '#features/zones/territory-file.ts';
import { type Fault, invalid, VigieError } from '#foundation/errors.ts';
import type { Gate, LegalFacts } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { changeOf, type Note } from './import-changes.ts';
import type { Law } from './law.ts';

/** What an import asks the law. A file brings purposes and cameras; what lifts a refusal is recorded by persons only. */
export interface ImportLaw {
  readonly words: readonly { readonly code: string }[];
  readonly purposes: Law['purposes'];
  stored(tx: Tx): ReturnType<LegalFactsStore['purposes']>;
  purposeIdsOf(tx: Tx, cameraId: number): Promise<number[]>;
  /** A file does not make another place of a camera that stands. */
  refusePlace(field: string, name: string): never;
  /** Refuses a camera that would not start, and rules that would alert where none may. */
  refuseUnlawful(tx: Tx, cameraId: number, camera: FileCamera, field: string): Promise<void>;
}

/** Makes what an import asks the law with. */
export function createImportLaw(law: Law, facts: LegalFactsStore): ImportLaw {
  const factsIn = async (tx: Tx, cameraId: number) =>
    (await facts.facts(tx, [cameraId], { unsealed: true })).get(cameraId);
  return {
    words: law.pack.purposes,
    purposes: law.purposes,
    stored: facts.purposes,
    purposeIdsOf: async (tx, cameraId) => (await factsIn(tx, cameraId))?.purposes.map(({ id }) => id) ?? [],
    refusePlace(field, name) {
      const message = `another place of "${name}" changes what it may give: a file does not do that`;
      const fix = 'change it on the page of the camera; the log then shows who did';
      throw new VigieError('forbidden', `${field}: ${message}`, { fix, faults: [{ field, message, fix }] });
    },
    async refuseUnlawful(tx, cameraId, camera, field) {
      const own = await factsIn(tx, cameraId);
      const faults = own === undefined ? [] : lawFaults(law.decide, own, camera, field);
      if (faults.length === 0) return;
      const lines = faults.map((fault) => `  ${fault.field}: ${fault.message} (${fault.fix})`);
      throw invalid(`The file cannot be imported; nothing was changed:\n${lines.join('\n')}`, faults);
    },
  };
}

/** Why a camera of a file would not start, or a rule of it would alert where none may. */
function lawFaults(decide: Gate, facts: LegalFacts, camera: FileCamera, field: string): Fault[] {
  const start = decide(facts, 'video-analysis', 'frames', Date.now());
  if (!start.allowed)
    return camera.enabled === false ? [] : [{ field, message: start.rule.en, fix: start.lift.en }];
  return (camera.rules ?? []).flatMap((rule, index) => {
    const answer = decide(facts, rule.kind, 'alert', Date.now());
    if (answer.allowed || measuresOf(rule.kind).length > 0) return [];
    const message = `"${rule.name}" would alert. ${answer.rule.en}`;
    return [{ field: `${field}.rules[${index}]`, message, fix: answer.lift.en }];
  });
}

/** Brings the purposes of a file in; answers the id of every name that its cameras use. */
export async function importPurposes(
  tx: Tx,
  file: TerritoryFile,
  law: ImportLaw,
  note: Note,
): Promise<ReadonlyMap<string, number>> {
  const stored = await law.stored(tx);
  const ids = new Map(stored.map(({ name, id }) => [name, id]));
  for (const purpose of file.purposes ?? []) {
    const before = stored.find(({ name }) => name === purpose.name);
    const change = changeOf(before, before && { ...before, ...recordOf(purpose) });
    const input = inputOf(purpose);
    if (before === undefined) ids.set(purpose.name, await law.purposes.insertIn(tx, input));
    else if (change === 'changed') await law.purposes.updateIn(tx, before.id, input);
    note('purpose', purpose.name, change);
  }
  for (const { name, field } of namesUsed(file)) {
    if (ids.has(name)) continue;
    refuseUnknown(name, field, law);
    ids.set(name, await law.purposes.insertIn(tx, { name, code: name }));
    note('purpose', name, 'added');
  }
  return ids;
}

const namesUsed = ({ cameras }: TerritoryFile) =>
  cameras.flatMap(({ purposes }, index) =>
    purposes.map((name) => ({ name, field: `cameras[${index}].purposes` })),
  );

function refuseUnknown(name: string, field: string, { words }: ImportLaw): void {
  if (words.some(({ code }) => code === name)) return;
  const message = `"${name}" is no purpose of this file, of the register, or of the closed list`;
  const fix = `choose one: ${words.map(({ code }) => code).join(', ')}`;
  throw invalid(`${field}: ${message}`, [{ field, message, fix }]);
}

/** The fields of a written purpose as they are stored, for comparison. */
function recordOf({ from, until, ...purpose }: FilePurpose): object {
  return {
    ...purpose,
    ...(from === undefined ? {} : { fromMs: Date.parse(from) }),
    ...(until === undefined ? {} : { untilMs: until === null ? null : Date.parse(until) }),
  };
}

function inputOf({ recipients, ...purpose }: FilePurpose): PurposeInput {
  return { ...purpose, ...(recipients === undefined ? {} : { recipients: [...recipients] }) };
}
