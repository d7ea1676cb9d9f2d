import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

/** What first-paint.js reads: the files to fetch beside the start, before any of its code has run. */
interface EarlyFiles {
  readonly texts: Readonly<Record<string, string>>;
  readonly pages: Readonly<Record<string, readonly string[]>>;
}

interface EarlyOptions {
  /** the end of a module's name, of each language */
  readonly texts: Readonly<Record<string, string>>;
  /** the same, of the page behind each address */
  readonly pages: Readonly<Record<string, string>>;
}

/** Writes into index.html which files each language and each page needs, so that they are not fetched one after another. */
export function earlyFiles(options: EarlyOptions): Plugin {
  return {
    name: 'vigie-early-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle, chunk }) => {
        if (bundle === undefined || chunk === undefined) return [];
        const content: EarlyFiles = {
          texts: mapValues(options.texts, (module) => `/${chunkOf(bundle, module).fileName}`),
          pages: mapValues(options.pages, (module) => filesOf(bundle, chunkOf(bundle, module), chunk)),
        };
        const attrs = { type: 'application/json', id: 'early-files' };
        return [{ tag: 'script', attrs, children: JSON.stringify(content), injectTo: 'head-prepend' }];
      },
    },
  };
}

const mapValues = <Value>(
  values: Readonly<Record<string, string>>,
  change: (value: string) => Value,
): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

const chunksOf = (bundle: Bundle): Chunk[] =>
  Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));

function chunkOf(bundle: Bundle, module: string): Chunk {
  const found = chunksOf(bundle).find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
  if (found === undefined) throw new Error(`no file of its own was built for ${module}`);
  return found;
}

/** The chunk with all it imports, and their styles, less what the start brings anyway. */
function filesOf(bundle: Bundle, page: Chunk, start: Chunk): string[] {
  const brought = new Set(withImports(bundle, start).flatMap(filesOfChunk));
  return [...new Set(withImports(bundle, page).flatMap(filesOfChunk))]
    .filter((file) => !brought.has(file))
    .map((file) => `/${file}`);
}

const filesOfChunk = ({ fileName, viteMetadata }: Chunk): string[] => [
  fileName,
  ...(viteMetadata?.importedCss ?? []),
];

function withImports(bundle: Bundle, chunk: Chunk): Chunk[] {
  const found = new Set([chunk]);
  for (const one of found)
    for (const name of one.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') found.add(imported);
    }
  return [...found];
}
