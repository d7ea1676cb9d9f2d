import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { graphTools } from '#adapters/onnx/convert/graph-tools.ts';
import { measureSpeed } from '#adapters/onnx/measure-speed.ts';
import { quantiseModel } from '#adapters/onnx/quantise/quantise-model.ts';
import { runtimeVersion } from '#adapters/onnx/version.ts';
import { createInt8Store } from '#features/models/int8-store.ts';
import { createModelService, type ModelService } from '#features/models/model-service.ts';
import { createModelStore, sha256Of } from '#features/models/model-store.ts';
import { createPrecisionService, type PrecisionService } from '#features/models/precision-service.ts';
import { takeCalibrationPictures } from './calibration-pictures.ts';
import { processEnvironment } from './config.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The models of one folder, fetched by npm's machinery and prepared by ONNX Runtime. */
export function openModels(folder: string): ModelService {
  return createModelService({
    store: createModelStore(folder),
    // npm's machinery is large: who fetches nothing does without it.
    packageFiles: async (wanted) => {
      const { createPackageFiles } = await import('#adapters/npm/package-files.ts');
      return await createPackageFiles(processEnvironment(), repository)(wanted);
    },
    webFile: async (wanted) => {
      const { createWebFile } = await import('#adapters/npm/web-file.ts');
      return await createWebFile(processEnvironment(), repository)(wanted);
    },
    graphTools,
    sha256: sha256Of,
  });
}

/** The INT8 forms of the models of one folder, and the choice between both forms on this machine. */
export function openPrecision(folder: string): PrecisionService {
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${process.arch}, ONNX Runtime ${runtimeVersion}`;
  return createPrecisionService({
    store: createInt8Store(folder),
    takePictures: takeCalibrationPictures,
    quantise: quantiseModel,
    measureSpeed,
    machine,
  });
}
