import { beforeEach, describe, expect, it, vi } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { zh } from '../../src/i18n/zh.ts';

/** The state as a page has it: English is not loaded. */
async function openPage() {
  const { LocaleState } = await import('../../src/state/locale.svelte.ts');
  const i18n = await import('../../src/i18n/index.ts');
  return { ...i18n, LocaleState };
}

beforeEach(() => {
  vi.resetModules();
});

describe('the language of a page', () => {
  it('is Chinese as long as English is not loaded', async () => {
    const { LocaleState, hasMessages, messages } = await openPage();
    expect([hasMessages('zh'), hasMessages('en')]).toEqual([true, false]);
    expect(messages('en').appName).toBe(zh.appName);
    const locale = new LocaleState('en');
    expect([locale.current, locale.words.appName]).toEqual(['zh', zh.appName]);
  });

  it('is English from the start where that was loaded before', async () => {
    const { LocaleState, loadMessages } = await openPage();
    await loadMessages('en');
    const locale = new LocaleState('en');
    expect([locale.current, locale.words.appName]).toEqual(['en', en.appName]);
    locale.current = 'zh';
    expect(locale.words.appName).toBe(zh.appName);
    locale.current = 'en';
    expect(locale.words.appName).toBe(en.appName);
  });

  it('changes once the other language is there, never to words that are not', async () => {
    const { LocaleState } = await openPage();
    const locale = new LocaleState(null);
    locale.current = 'en';
    expect([locale.current, locale.words.appName]).toEqual(['zh', zh.appName]);
    await vi.waitFor(() => expect(locale.current).toBe('en'));
    expect(locale.words.appName).toBe(en.appName);
  });

  it('stays what was asked for last, whatever is loaded later', async () => {
    const { LocaleState, hasMessages, loadMessages } = await openPage();
    const locale = new LocaleState(null);
    locale.current = 'en';
    locale.current = 'zh';
    await loadMessages('en');
    await vi.waitFor(() => expect(hasMessages('en')).toBe(true));
    await new Promise((resolve) => setTimeout(resolve));
    expect(locale.current).toBe('zh');
  });

  it('is the wanted one before it is there', async () => {
    const { LocaleState } = await openPage();
    const locale = new LocaleState(null);
    locale.current = 'en';
    expect([locale.current, locale.wanted]).toEqual(['zh', 'en']);
    await vi.waitFor(() => expect([locale.current, locale.wanted]).toEqual(['en', 'en']));
  });
});
