import * as ort from 'onnxruntime-node';
import type { OutputTensors } from '#analytics/detection/head.ts';
import { pictureInput } from './convert/wrap-input.ts';

/** A network in memory. */
export interface Session {
  readonly provider: string;
  /** why another provider than the one asked for is used */
  readonly notice: string | undefined;
  /**
   * Runs pictures [count, rows, width, 3], by default of the network's height; blocks the thread until done. What it
   * gives is written over by the next run.
   */
  run(pictures: Uint8Array, count: number, rows?: number): Promise<OutputTensors>;
  close(): Promise<void>;
}

/** Shapes of pictures whose results are kept in memory. */
const mostShapes = 8;

interface SessionRequest {
  readonly model: string | Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly threads: number;
  readonly provider: string;
}

/** Loads a network; a provider this machine has not got is replaced by the CPU, and `notice` says so. */
export async function openSession(request: SessionRequest): Promise<Session> {
  const { session, provider, notice } = await createSession(request);
  const { width, height } = request;
  const results = new KeptResults(session);
  return {
    provider,
    notice,
    async run(pictures, count, rows = height) {
      const feeds = { [pictureInput]: new ort.Tensor('uint8', pictures, [count, rows, width, 3]) };
      return (await results.run(feeds, `${count}x${rows}`)) as unknown as OutputTensors;
    },
    close: () => session.release(),
  };
}

/**
 * Lets a network write its results where those of the run before lie: fresh memory for a megabyte each run costs a
 * twentieth of the run.
 */
class KeptResults {
  readonly #session: ort.InferenceSession;
  readonly #byShape = new Map<string, ort.InferenceSession.OnnxValueMapType>();
  #areFixed = true;

  constructor(session: ort.InferenceSession) {
    this.#session = session;
  }

  async run(
    feeds: ort.InferenceSession.FeedsType,
    shape: string,
  ): Promise<ort.InferenceSession.OnnxValueMapType> {
    const known = this.#byShape.get(shape);
    if (known !== undefined) {
      try {
        await this.#session.run(feeds, known);
        return known;
      } catch {
        // A network that tells as many boxes as it finds: its results fit in no place prepared.
        this.#areFixed = false;
        this.#byShape.clear();
      }
    }
    const fresh = await this.#session.run(feeds);
    if (this.#byShape.size >= mostShapes) this.#byShape.clear();
    if (this.#areFixed) this.#byShape.set(shape, fresh);
    return fresh;
  }
}

interface Created {
  readonly session: ort.InferenceSession;
  readonly provider: string;
  readonly notice: string | undefined;
}

async function createSession({ model, threads, provider }: SessionRequest): Promise<Created> {
  // `auto` is decided before; where nobody did, the processor always works.
  if (provider === 'cpu' || provider === 'auto') return onCpu(model, threads);
  // ONNX Runtime drops a provider it was not built with in silence.
  const built = ort.listSupportedBackends().map(({ name }) => name);
  if (!built.includes(provider)) {
    return onCpu(
      model,
      threads,
      `Provider ${provider} is not one of this machine's (${built.join(', ')}): the CPU is used.`,
    );
  }
  try {
    const session = await create(model, threads, [provider, 'cpu']);
    return { session, provider, notice: undefined };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    return onCpu(model, threads, `Provider ${provider} cannot be started, the CPU is used: ${reason}`);
  }
}

async function onCpu(model: string | Uint8Array, threads: number, notice?: string): Promise<Created> {
  return { session: await create(model, threads, ['cpu']), provider: 'cpu', notice };
}

function create(
  model: string | Uint8Array,
  threads: number,
  executionProviders: string[],
): Promise<ort.InferenceSession> {
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that wait by spinning would take the cores from decoding and from the other cameras.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  return typeof model === 'string'
    ? ort.InferenceSession.create(model, options)
    : ort.InferenceSession.create(model, options);
}
