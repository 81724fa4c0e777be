/** The budgets of lengths, and the one list of exceptions to them, each with its reason. */
import { checkLengths, checkTestRatio, listFunctionLengths, type Verdict } from './checks/lengths.ts';
import { listFiles, readSource } from './checks/sources.ts';
import { ROOT } from './setup/packages.mjs';

const FUNCTIONS = { median: 10, p95: 45, max: 80 };
const FILES = { median: 100, p95: 350, max: 500 };
const TESTED_ROOMS = ['core', 'io', 'report'];
const LEAST_TEST_RATIO = 1;

/** Files (a path) and functions (`path:line name`, or a prefix of it) that no length budget counts. */
const EXCEPTIONS: { name: string; reason: string }[] = [
  { name: 'src/i18n/zh.ts', reason: 'a list of sentences, as long as the interface is rich' },
  { name: 'src/i18n/en.ts', reason: 'the same list in English' },
];

function checkAll(): Verdict[] {
  const sources = listFiles(ROOT, ['src', 'scripts'], ['.ts', '.svelte', '.mjs']).map((path) => readSource(ROOT, path));
  const tests = listFiles(ROOT, ['tests'], ['.ts']).map((path) => readSource(ROOT, path));
  const names = EXCEPTIONS.map((exception) => exception.name);
  const files = sources.map(({ path, lines }) => ({ name: path, lines }));
  return [
    ...checkLengths('function lines', sources.flatMap(listFunctionLengths), FUNCTIONS, names),
    ...checkLengths('file lines', files, FILES, names),
    ...TESTED_ROOMS.map((room) => {
      const inRoom = (folder: string) => (file: { path: string }) => file.path.startsWith(`${folder}/${room}/`);
      const own = sources.filter(inRoom('src'));
      // Worked examples of real places and of the plans are tests of the core.
      const cases = room === 'core' ? tests.filter(({ path }) => path.startsWith('tests/cases/')) : [];
      return checkTestRatio(room, own, [...tests.filter(inRoom('tests')), ...cases], LEAST_TEST_RATIO);
    }),
  ];
}

const verdicts = checkAll();
for (const { name, value, budget, passed, over } of verdicts) {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
  console.log(`${passed ? 'ok  ' : 'OVER'}  ${name.padEnd(46)} ${shown.padStart(6)}   ${budget}`);
  for (const length of over.slice(0, 20)) console.log(`        ${String(length.lines).padStart(4)}  ${length.name}`);
}
process.exitCode = verdicts.every((verdict) => verdict.passed) ? 0 : 1;
