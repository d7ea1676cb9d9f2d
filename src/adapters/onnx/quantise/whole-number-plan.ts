import { elementType, type OnnxGraph, type OnnxNode, type OnnxTensor } from '../convert/onnx-model.ts';

/** What of a graph runs on bytes, and which tensors share one spread. */
export interface WholeNumberPlan {
  /** operations that run on bytes */
  readonly nodes: ReadonlySet<OnnxNode>;
  /** the first tensor of the group whose spread a tensor has; a tensor that is not here stays in floats */
  readonly groupOf: ReadonlyMap<string, string>;
  /** tensors of each group whose values decide its range: others only repeat them */
  readonly observed: ReadonlyMap<string, readonly string[]>;
  /** groups that operations in floats read: nothing of them is cut off */
  readonly leaving: ReadonlySet<string>;
}

/** Operations that move values without changing them: bytes in, the same bytes out. */
const moving = new Set([
  'MaxPool',
  'Resize',
  'Reshape',
  'Transpose',
  'Squeeze',
  'Unsqueeze',
  'Flatten',
  'Slice',
  'Split',
  'Gather',
]);

/** Operations that ONNX Runtime computes on bytes between two spreads of their own. */
const computing = new Set(['LeakyRelu', 'Sigmoid', 'Add', 'Mul', 'AveragePool', 'GlobalAveragePool']);

/** Operations drawn into the convolution before them: its spread cuts what they would. */
const cutting = new Set(['Relu', 'Clip']);

/** Operations with several activations as input; the others read their first only. */
const joining = new Set(['Add', 'Mul', 'Concat']);

/** Plans which operations run on bytes: convolutions, and what lies between them. */
export function planWholeNumbers(graph: OnnxGraph): WholeNumberPlan {
  const links = linksOf(graph);
  const nodes = chosenNodes(graph, links);
  const hidden = hiddenTensors(graph, links, nodes);
  const groups = new Groups();
  for (const chosen of nodes) {
    for (const name of [...activations(chosen), ...chosen.output]) if (!hidden.has(name)) groups.add(name);
  }
  for (const chosen of nodes) {
    if (!sharesSpread(chosen)) continue;
    for (const name of [...activations(chosen), ...chosen.output]) groups.join(chosen.output[0] ?? '', name);
  }
  return { nodes, groupOf: groups.all(), ...roles(groups, links, nodes) };
}

interface Links {
  readonly constants: ReadonlyMap<string, OnnxTensor>;
  readonly maker: ReadonlyMap<string, OnnxNode>;
  readonly readers: ReadonlyMap<string, readonly OnnxNode[]>;
  readonly outputs: ReadonlySet<string>;
}

function linksOf(graph: OnnxGraph): Links {
  const readers = new Map<string, OnnxNode[]>();
  for (const reader of graph.node) {
    for (const name of new Set(reader.input)) readers.set(name, [...(readers.get(name) ?? []), reader]);
  }
  return {
    constants: new Map(graph.initializer.map((tensor) => [tensor.name, tensor])),
    maker: new Map(graph.node.flatMap((maker) => maker.output.map((name) => [name, maker]))),
    readers,
    outputs: new Set(graph.output.map(({ name }) => name)),
  };
}

const sharesSpread = ({ opType }: OnnxNode): boolean => moving.has(opType) || opType === 'Concat';

/** The inputs of an operation that come from the picture. */
export function activations({ opType, input }: OnnxNode): readonly string[] {
  return joining.has(opType) ? input : input.slice(0, 1);
}

/** A convolution whose filters and bias are known now. */
function isFixedConvolution({ opType, domain, input }: OnnxNode, { constants }: Links): boolean {
  const isFloat = (name: string | undefined) => constants.get(name ?? '')?.dataType === elementType.float;
  const [, kernel, bias] = input;
  return opType === 'Conv' && !domain && isFloat(kernel) && (!bias || isFloat(bias));
}

/** Convolutions, and operations fed by them alone whose results reach another convolution. */
function chosenNodes(graph: OnnxGraph, links: Links): Set<OnnxNode> {
  const possible = new Set<OnnxNode>();
  for (const candidate of graph.node) {
    const fed = activations(candidate).every((name) => possible.has(links.maker.get(name) as OnnxNode));
    const fits = isFixedConvolution(candidate, links) || (isKnown(candidate, links) && fed);
    if (fits) possible.add(candidate);
  }
  const chosen = new Set<OnnxNode>();
  for (const candidate of graph.node.toReversed()) {
    if (!possible.has(candidate)) continue;
    const reached = candidate.output.some((name) =>
      (links.readers.get(name) ?? []).some((reader) => chosen.has(reader)),
    );
    const cuts = cutting.has(candidate.opType);
    if (candidate.opType === 'Conv' || reached || cuts) chosen.add(candidate);
  }
  return chosen;
}

function isKnown(candidate: OnnxNode, links: Links): boolean {
  const { opType, domain, output, attribute } = candidate;
  if (domain) return false;
  if (cutting.has(opType)) return drawnIn(candidate, links);
  // A second result of a pool tells places, not values.
  if (opType === 'MaxPool' && output.length > 1) return false;
  if (opType === 'Resize' && attribute.some(({ name }) => name === 'axes')) return false;
  return moving.has(opType) || computing.has(opType) || opType === 'Concat';
}

/** True for a cut that alone reads a convolution. */
function drawnIn({ input }: OnnxNode, { maker, readers, outputs }: Links): boolean {
  const [from = ''] = input;
  return maker.get(from)?.opType === 'Conv' && readers.get(from)?.length === 1 && !outputs.has(from);
}

/** Tensors between a convolution and the cut drawn into it: they are never written. */
function hiddenTensors(graph: OnnxGraph, links: Links, nodes: ReadonlySet<OnnxNode>): Set<string> {
  const cuts = graph.node.filter((cut) => cutting.has(cut.opType) && nodes.has(cut) && drawnIn(cut, links));
  return new Set(cuts.flatMap(({ input }) => input.slice(0, 1)));
}

function roles(
  groups: Groups,
  { maker, readers, outputs }: Links,
  nodes: ReadonlySet<OnnxNode>,
): Pick<WholeNumberPlan, 'observed' | 'leaving'> {
  const observed = new Map<string, string[]>();
  const leaving = new Set<string>();
  for (const [name, group] of groups.all()) {
    const made = maker.get(name);
    const repeats = made !== undefined && nodes.has(made) && sharesSpread(made);
    if (!repeats) observed.set(group, [...(observed.get(group) ?? []), name]);
    const isLeft = outputs.has(name) || (readers.get(name) ?? []).some((reader) => !nodes.has(reader));
    if (isLeft) leaving.add(group);
  }
  return { observed, leaving };
}

/** Sets of tensors, each known by one of them. */
class Groups {
  readonly #parent = new Map<string, string>();

  add(name: string): void {
    if (!this.#parent.has(name)) this.#parent.set(name, name);
  }

  join(first: string, second: string): void {
    this.#parent.set(this.#root(second), this.#root(first));
  }

  all(): Map<string, string> {
    return new Map([...this.#parent.keys()].map((name) => [name, this.#root(name)]));
  }

  #root(name: string): string {
    let root = name;
    for (let next = this.#parent.get(root); next !== undefined && next !== root; ) {
      root = next;
      next = this.#parent.get(root);
    }
    return root;
  }
}
