import { messageOf, VigieError } from '#foundation/errors.ts';
import type { Int8Form, Int8Store } from './int8-store.ts';
import type { InstalledModel, MeasureSpeed, Quantise, SpeedRecord, TakePictures } from './ports.ts';
import { choosePrecision, int8Recipe, type PrecisionChoice, type PrecisionSetting } from './precision.ts';

/** What is being done while a model is quantised and measured. */
export type PrecisionProgress =
  | { readonly step: 'pictures'; readonly name: string }
  | { readonly step: 'learning'; readonly name: string; readonly done: number; readonly of: number }
  | { readonly step: 'measuring'; readonly name: string };

/** A model in the form that is used, and why that one. */
export interface ChosenModel {
  readonly model: InstalledModel;
  readonly choice: PrecisionChoice;
}

/** What is known of both forms of a model. */
export interface PrecisionState {
  readonly form: Int8Form | undefined;
  readonly fault: string | undefined;
  /** measured with exactly these two files, here or on the machine that was set up */
  readonly speed: SpeedRecord | undefined;
}

interface QuantiseRequest {
  readonly clips?: readonly string[];
  readonly pictures?: number;
  readonly onProgress?: (progress: PrecisionProgress) => void;
}

/** Use cases of precision: INT8 forms of installed models, and the choice between both. */
export interface PrecisionService {
  /** Makes the INT8 form of an installed model, and measures both. */
  quantise(float: InstalledModel, request?: QuantiseRequest): Promise<Int8Form>;
  /** Makes and measures what `auto` needs and is missing or stale; a fault is told and floats stay in use. */
  prepare(float: InstalledModel, request?: QuantiseRequest): Promise<{ readonly notice: string | undefined }>;
  /** The form to run; never makes anything. */
  choose(float: InstalledModel, asked: PrecisionSetting, provider: string): Promise<ChosenModel>;
  state(float: InstalledModel): Promise<PrecisionState>;
}

interface Parts {
  readonly store: Int8Store;
  readonly takePictures: TakePictures;
  readonly quantise: Quantise;
  readonly measureSpeed: MeasureSpeed;
  /** the processor and the runtime, as one word: speeds hold for one machine */
  readonly machine: string;
}

const usualPictures = 40;

/** Makes the service of precision over one folder of models. */
export function createPrecisionService(parts: Parts): PrecisionService {
  const { store } = parts;
  return {
    async quantise(float, request = {}) {
      const form = await makeForm(parts, float, request);
      await measure(parts, float, form, request);
      return form;
    },
    async prepare(float, request = {}) {
      try {
        const { form, speed } = await stateOf(float);
        const made = form ?? (await makeForm(parts, float, request));
        if (form === undefined || speed?.machine !== parts.machine)
          await measure(parts, float, made, request);
        return { notice: undefined };
      } catch (fault) {
        // Whatever it is, floats work: no fault of this step may keep an instance from starting.
        const reason = messageOf(fault);
        return { notice: `The INT8 form of ${float.manifest.name} is not made and measured here: ${reason}` };
      }
    },
    async choose(float, asked, provider) {
      const { form, fault, speed } = await stateOf(float);
      const { machine } = parts;
      const choice = choosePrecision({ asked, provider, int8: form?.details, fault, speed, machine });
      return { model: choice.precision === 'int8' && form ? form.model : float, choice };
    },
    state: stateOf,
  };

  async function stateOf(float: InstalledModel): Promise<PrecisionState> {
    const { form, fault } = await usable(store, float);
    const speed = await store.findSpeed(float.manifest.name);
    const isOfBoth = speed?.fp32 === float.manifest.sha256 && speed.int8 === form?.details.sha256;
    return { form, fault, speed: isOfBoth ? speed : undefined };
  }
}

async function usable(
  store: Int8Store,
  float: InstalledModel,
): Promise<{ form: Int8Form | undefined; fault: string | undefined }> {
  try {
    const form = await store.find(float);
    return { form: form?.details.recipe === int8Recipe ? form : undefined, fault: undefined };
  } catch (fault) {
    if (!(fault instanceof VigieError)) throw fault;
    return { form: undefined, fault: fault.message };
  }
}

async function makeForm(
  { store, takePictures, quantise }: Parts,
  float: InstalledModel,
  { clips = [], pictures: count = usualPictures, onProgress = () => {} }: QuantiseRequest,
): Promise<Int8Form> {
  const { name, input } = float.manifest;
  await store.requireWritable();
  onProgress({ step: 'pictures', name });
  const taken = await takePictures({ clips, count, width: input.width, height: input.height });
  if (taken.pictures.length === 0) throw noPictures(name);
  const onPicture = (done: number, of: number) => onProgress({ step: 'learning', name, done, of });
  const { onnx, agreement } = await quantise(float, taken.pictures, onPicture);
  const details = { recipe: int8Recipe, pictures: taken.pictures.length, calibration: taken.from, agreement };
  return store.insert(float, details, onnx);
}

async function measure(
  { store, measureSpeed, machine }: Parts,
  float: InstalledModel,
  { model, details }: Int8Form,
  { onProgress = () => {} }: QuantiseRequest,
): Promise<void> {
  const { name, sha256 } = float.manifest;
  await store.requireWritable();
  onProgress({ step: 'measuring', name });
  const [fp32Ms = 0, int8Ms = 0] = await measureSpeed([float, model]);
  await store.keepSpeed(name, { fp32: sha256, int8: details.sha256, machine, fp32Ms, int8Ms });
}

function noPictures(name: string): VigieError {
  return new VigieError('unavailable', `There are no pictures to calibrate ${name} on.`, {
    fix: `Give clips such as your cameras film: vigie models quantize ${name} --clips FILE`,
  });
}
