import { defineConfig } from 'vitest/config';

/** On a real database: the stores, and the walk over every route. */
const stores = [
  'src/**/*-store.test.ts',
  'src/database/**/*.test.ts',
  'test/integration/http-routes.test.ts',
  'test/security/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Colours are for terminals: what commands print is compared without them.
    env: { NO_COLOR: '1' },
    // The default leaves one core idle, which of two is half.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        resolve: { alias: [{ find: /^@\//, replacement: `${import.meta.dirname}/web/src/` }] },
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'web/src/**/*.test.ts',
            'test/{accuracy,bench,repository}/**/*.test.ts',
          ],
          exclude: stores,
          testTimeout: 30_000,
          // Pure files share nothing that a test changes: loading them once halves the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          include: stores,
          isolate: false,
          globalSetup: ['test/store-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: stores,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
