import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const MOCKED = ['tests/**/*.mocked.test.ts'];
const shared = {
  setupFiles: ['src/i18n/both.ts'],
  testTimeout: 30_000,
};

// Everything that needs no browser; what does is in tests/browser, run by Playwright.
export default defineConfig({
  plugins: [svelte()],
  test: {
    // One for each core that CI has.
    maxWorkers: 2,
    projects: [
      // Modules are loaded once for many files: that is a third of the time of all tests.
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/canary/**', ...MOCKED],
          isolate: false,
        },
      },
      // A file that puts something else in the place of a module has its modules to itself.
      { extends: true, test: { ...shared, name: 'mocked', include: MOCKED } },
    ],
    // A runner that found nothing must not pass for one that found nothing wrong.
    passWithNoTests: false,
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
});
