import { test } from './fixtures.ts';

// What all other browser tests rely on, each shown by a test that must fail.
test.describe('the guard of the browser tests', { tag: '@desktop' }, () => {
  test('notices a request that leaves the origin', async ({ page }) => {
    test.fail();
    await page.setContent('<img src="http://example.org/pixel.png">');
    await page.waitForLoadState('networkidle');
  });

  test('notices an error of the page that nobody caught', async ({ page }) => {
    test.fail();
    await page.setContent('<script>throw new Error("planted")</script>');
  });

  test('notices what the page reports as an error', async ({ page }) => {
    test.fail();
    await page.setContent('<script>console.error("planted")</script>');
  });

  test('lets pass an error that the test provokes on purpose', async ({ page, guard }) => {
    guard.allowErrors(/planted/);
    await page.setContent('<script>console.error("planted")</script>');
  });
});
