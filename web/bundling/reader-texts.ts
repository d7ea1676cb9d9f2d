import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const prefix = 'virtual:texts/';

/**
 * The texts of one language as a module, `virtual:texts/fr`: the sources hold both languages side by side, and a reader
 * loads one. While working on the pages it hands the sources on, so that a changed text is seen at once.
 */
export function readerTexts(files: { readonly areas: string; readonly textsOf: string }): Plugin {
  let isBuild = true;
  return {
    name: 'vigie-reader-texts',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const language = id.slice(prefix.length + 1);
      if (!isBuild)
        return [
          `import { areas } from ${JSON.stringify(files.areas)};`,
          `import { textsOf } from ${JSON.stringify(files.textsOf)};`,
          `export const texts = textsOf(areas, ${JSON.stringify(language)});`,
        ].join('\n');
      const { areas } = await import(pathToFileURL(files.areas).href);
      const { textsOf } = await import(pathToFileURL(files.textsOf).href);
      // A browser reads JSON several times faster than the same texts as code.
      const json = JSON.stringify(textsOf(areas, language));
      return `export const texts = JSON.parse(${JSON.stringify(json)});`;
    },
  };
}
