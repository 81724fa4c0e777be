import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Everything that needs no browser; what does is in tests/browser, run by Playwright.
export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**', 'tests/canary/**'],
    environment: 'node',
    setupFiles: ['src/i18n/both.ts'],
    testTimeout: 30_000,
    // A runner that found nothing must not pass for one that found nothing wrong.
    passWithNoTests: false,
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
});
