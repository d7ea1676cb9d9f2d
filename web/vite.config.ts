import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedFiles } from './bundling/compressed-files.ts';
import { earlyFiles } from './bundling/early-files.ts';
import { readerTexts } from './bundling/reader-texts.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const api = 'http://127.0.0.1:8484';

/** Where people come in, and what they open most. */
const firstPages = {
  '/': 'overview',
  '/live': 'live',
  '/alerts': 'alerts',
  '/cameras': 'cameras',
  '/statistics': 'statistics',
  '/sign-in': 'sign-in',
};
/** Small parts of the pages that people open most. */
const firstParts =
  /[\\/]web[\\/]src[\\/](?:api|components|features[\\/](?:alerts|statistics|video-analysis))[\\/]/;
/** The map is a file of its own, for when a map is drawn. */
const noMap = /^(?!.*[\\/](?:maplibre-gl|src[\\/]map)[\\/])/;
/** What so many pages share travels in one file: each file costs a request. */
const manyPages = 4;

export default defineConfig({
  root: here('.'),
  resolve: { alias: { '@': here('./src') } },
  plugins: [
    react(),
    readerTexts({ areas: here('./src/i18n/areas.ts'), textsOf: here('./src/i18n/texts-of.ts') }),
    earlyFiles({
      texts: { en: 'virtual:texts/en', fr: 'virtual:texts/fr' },
      pages: Object.fromEntries(
        Object.entries(firstPages).map(([path, name]) => [path, `/app/pages/${name}-page.tsx`]),
      ),
    }),
    compressedFiles(),
  ],
  worker: { format: 'es' },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    // MapLibre and ECharts are large and loaded by their own pages only.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 2 },
            { name: 'first', test: firstParts, minShareCount: 2, priority: 1 },
            { name: 'shared', test: noMap, minShareCount: manyPages, priority: 0 },
          ],
        },
      },
    },
  },
  // While working on the pages: the API of a `vigie serve` or `npm run demo` on this machine, whose own origin we take.
  server: {
    proxy: { '/api': { target: api, changeOrigin: true, headers: { origin: api } } },
  },
});
