import { describe, expect, it } from 'vitest';
import { findMissingForBrowser } from '../../scripts/setup/browser.mjs';
import { findMissingPackages, findNodeFault } from '../../scripts/setup/packages.mjs';

describe('packages', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/vite': { version: '8.3.8' },
      'node_modules/a/node_modules/b': { version: '1.0.0' },
      'node_modules/only-on-mac': { version: '2.0.0', optional: true },
    },
  };

  it('are all missing in a bare clone', () => {
    expect(findMissingPackages(lock, {})).toEqual(['vite', 'b']);
  });

  it('are missing when the lock file has moved on to another version', () => {
    const installed = { packages: { ...lock.packages, 'node_modules/vite': { version: '8.3.7' } } };
    expect(findMissingPackages(lock, installed)).toEqual(['vite']);
  });

  it('are complete without those that another platform needs', () => {
    const { 'node_modules/only-on-mac': _, ...packages } = lock.packages;
    expect(findMissingPackages(lock, { packages })).toEqual([]);
  });
});

describe('the version of Node', () => {
  it('is refused with a sentence when it is too old', () => {
    expect(findNodeFault('18.20.0')).toBe('Node 20.19 or newer is needed, this is Node 18.20.0.');
    expect(findNodeFault('20.18.3')).toBeDefined();
  });

  it('is accepted from the lowest on', () => {
    expect([findNodeFault('20.19.0'), findNodeFault('22.1.0'), findNodeFault('24.0.0')]).toEqual(
      Array(3).fill(undefined),
    );
  });
});

describe('what the browser tests need', () => {
  it('is named for each thing that is missing', () => {
    expect(findMissingForBrowser(undefined, false)).toEqual(['chromium', 'fonts-noto-cjk']);
    expect(findMissingForBrowser('/usr/bin/chromium', false)).toEqual(['fonts-noto-cjk']);
    expect(findMissingForBrowser('/usr/bin/chromium', true)).toEqual([]);
  });
});
