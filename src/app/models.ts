import { fileURLToPath } from 'node:url';
import { createPackageFiles } from '#adapters/npm/package-files.ts';
import { createWebFile } from '#adapters/npm/web-file.ts';
import { graphTools } from '#adapters/onnx/convert/graph-tools.ts';
import { createModelService, type ModelService } from '#features/models/model-service.ts';
import { createModelStore, sha256Of } from '#features/models/model-store.ts';
import { processEnvironment } from './config.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The models of one folder, fetched by npm's machinery and prepared by ONNX Runtime. */
export function openModels(folder: string): ModelService {
  const environment = processEnvironment();
  return createModelService({
    store: createModelStore(folder),
    packageFiles: createPackageFiles(environment, repository),
    webFile: createWebFile(environment, repository),
    graphTools,
    sha256: sha256Of,
  });
}
