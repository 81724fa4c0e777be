/** The `test` of all browser tests: it fails on an error of the page and on any request that leaves the origin. */
import { expect, test as base } from '@playwright/test';
import '../../src/i18n/both.ts';

export { expect };

export interface Guard {
  /** Errors of the page that this test provokes on purpose: a message that matches is not a failure. */
  allowErrors(pattern: RegExp): void;
}

export const test = base.extend<{ guard: Guard }>({
  guard: [
    async ({ context, baseURL }, use) => {
      const origin = new URL(baseURL ?? 'http://127.0.0.1').origin;
      const errors: string[] = [];
      const strangers: string[] = [];
      const allowed: RegExp[] = [];
      context.on('weberror', (error) => errors.push(error.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await context.route(
        (url) => url.origin !== origin && !['data:', 'blob:'].includes(url.protocol),
        (route) => {
          strangers.push(route.request().url());
          return route.abort();
        },
      );
      await use({ allowErrors: (pattern) => allowed.push(pattern) });
      const unexpected = errors.filter((error) => !allowed.some((pattern) => pattern.test(error)));
      expect(strangers, 'requests that left the origin').toEqual([]);
      expect(unexpected, 'errors of the page').toEqual([]);
    },
    { auto: true },
  ],
});
