import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const api = 'http://127.0.0.1:8484';

export default defineConfig({
  root: here('.'),
  resolve: { alias: { '@': here('./src') } },
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    // MapLibre and ECharts are large and loaded by their own pages only.
    chunkSizeWarningLimit: 1200,
  },
  // While working on the pages: the API of a `vigie serve` or `npm run demo` on this machine, whose own origin we take.
  server: {
    proxy: { '/api': { target: api, changeOrigin: true, headers: { origin: api } } },
  },
});
