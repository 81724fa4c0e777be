import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { listFirstLoad } from '../../scripts/checks/first-load.ts';
import { checkLengths, checkTestRatio, findQuantile, listFunctionLengths } from '../../scripts/checks/lengths.ts';
import type { Source } from '../../scripts/checks/sources.ts';

function createSource(path: string, text: string): Source {
  const script = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return { path, lines: text.split('\n').length, script };
}

describe('lengths of functions', () => {
  const text = [
    'export function outer() {',
    '  const inner = () => {',
    '    return 1;',
    '  };',
    '  return inner;',
    '}',
    'class A {',
    '  #method() { return 2; }',
    '  get value() {',
    '    return 3;',
    '  }',
    '}',
    'const short = (x: number) => x + 1;',
    'declare function none(): void;',
  ].join('\n');

  it('are those of functions, methods and arrows with a block, first to last line', () => {
    expect(listFunctionLengths(createSource('a.ts', text))).toEqual([
      { name: 'a.ts:1 outer', lines: 6 },
      { name: 'a.ts:2 inner', lines: 3 },
      { name: 'a.ts:8 #method', lines: 1 },
      { name: 'a.ts:9 value', lines: 3 },
    ]);
  });

  it('have quantiles that are lengths of the list', () => {
    const lengths = [5, 1, 4, 2, 3].map((lines) => ({ name: '', lines }));
    expect([0.5, 0.95, 1].map((share) => findQuantile(lengths, share))).toEqual([3, 5, 5]);
    expect(findQuantile([], 0.5)).toBe(0);
  });

  it('pass at the budget and fail one line above it, naming what is too long', () => {
    const check = (lines: number) =>
      checkLengths('lines', [{ name: 'a.ts:1 f', lines }], { median: 100, p95: 100, max: 80 }, []);
    expect(check(80).every((verdict) => verdict.passed)).toBe(true);
    expect(check(81).find((verdict) => !verdict.passed)?.over).toEqual([{ name: 'a.ts:1 f', lines: 81 }]);
  });

  it('leave out the exceptions', () => {
    const lengths = [{ name: 'src/long.ts:1 f', lines: 500 }];
    const verdicts = checkLengths('lines', lengths, { median: 1, p95: 1, max: 1 }, ['src/long.ts']);
    expect(verdicts.every((verdict) => verdict.passed)).toBe(true);
  });

  it('ask for as many lines of tests as of source', () => {
    const [ten, nine] = [10, 9].map((lines) => createSource('a.ts', 'x\n'.repeat(lines - 1)));
    expect(checkTestRatio('core', [ten!], [ten!], 1).passed).toBe(true);
    expect(checkTestRatio('core', [ten!], [nine!], 1)).toMatchObject({ passed: false, value: 0.9 });
  });
});

describe('the first load', () => {
  const files: Record<string, string> = {
    'index.html':
      '<script type="module" src="./assets/main-1.js"></script><link rel="stylesheet" href="./assets/main.css"><link rel="icon" href="./icon.svg">',
    'assets/main-1.js':
      'import{a}from"./shared-2.js";import"./maplibre-3.js";a();const later=()=>import("./parser-4.js");new Worker(new URL(`worker-6.js`,import.meta.url));',
    'assets/worker-6.js': 'import"./core-7.js";',
    'assets/core-7.js': 'postMessage(1);',
    'assets/shared-2.js': 'export{a}from"./deep-5.js";',
    'assets/deep-5.js': 'export const a=()=>1;',
    'assets/maplibre-3.js': 'export const map=1;',
    'assets/main.css': 'p{}',
  };

  it('is what the page names and what that imports at its head, not what is loaded when used', () => {
    const loaded = listFirstLoad((path) => new TextEncoder().encode(files[path] ?? expect.unreachable(path)));
    expect(loaded.map((file) => file.path).sort()).toEqual(Object.keys(files).sort());
    const pathsOf = (part: string) => loaded.filter((file) => file.part === part).map((file) => file.path);
    expect(pathsOf('library')).toEqual(['assets/maplibre-3.js']);
    expect(pathsOf('worker').sort()).toEqual(['assets/core-7.js', 'assets/worker-6.js']);
    const css = loaded.find((file) => file.path === 'assets/main.css');
    expect(css?.gzipBytes).toBe(gzipSync('p{}', { level: 9 }).length);
  });

  it('takes in the chunks that the first screen imports when it needs them, with their styles and imports', () => {
    const built: Record<string, string> = {
      'index.html': '<script type="module" src="./assets/main-1.js"></script>',
      'assets/main-1.js':
        'const d=(m.f||(m.f=["./Map-abcdef12.js","./deep-5.js","./Map-abcdef34.css","./Help-abcdef56.js"]));' +
        'l(()=>import(`./Map-abcdef12.js`),__vite__mapDeps([0,1,2]));l(()=>import(`./Help-abcdef56.js`),__vite__mapDeps([3]));' +
        'new Worker(new URL(`worker-6.js`,import.meta.url));',
      'assets/Map-abcdef12.js': 'import"./deep-5.js";',
      'assets/Map-abcdef34.css': 'p{}',
      'assets/deep-5.js': 'a();',
      'assets/worker-6.js': 'const r=async()=>(await import(`./reader-abc_ef-8.js`)).read;',
      'assets/reader-abc_ef-8.js': 'export const read=1;',
    };
    const read = (path: string) => new TextEncoder().encode(built[path] ?? expect.unreachable(path));
    const loaded = listFirstLoad(read, ['Map', 'reader']);
    expect(loaded.map(({ path }) => path).sort()).toEqual(Object.keys(built).sort());
    expect(loaded.find(({ path }) => path.includes('reader'))?.part).toBe('worker');
    expect(() => listFirstLoad(read, ['Map', 'Chart'])).toThrow('Chart');
  });
});
