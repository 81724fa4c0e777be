/** The type checks can pass by seeing nothing at all; so two files with a known error must be reported. */
import { spawnSync } from 'node:child_process';
import { findCommand, ROOT } from './setup/packages.mjs';

const CANARY = 'tests/canary';
const PROJECT = `${CANARY}/tsconfig.json`;

interface Sighting {
  tool: string;
  options: string[];
  files: string[];
}

const SIGHTINGS: Sighting[] = [
  { tool: 'tsc', options: [findCommand('typescript', 'tsc'), '-p', PROJECT], files: ['wrong.ts'] },
  {
    tool: 'svelte-check',
    options: [
      findCommand('svelte-check'),
      ...['--workspace', CANARY, '--tsconfig', './tsconfig.json', '--output', 'machine'],
    ],
    files: ['wrong.ts', 'Wrong.svelte'],
  },
];

function findBlindSpots({ tool, options, files }: Sighting): string[] {
  const run = spawnSync(process.execPath, options, { cwd: ROOT, encoding: 'utf8' });
  const unseen = files.filter((file) => !run.stdout.includes(file));
  if (run.status !== 0 && unseen.length === 0) return [];
  return [
    `${tool} did not report the known error in ${(unseen.length > 0 ? unseen : files).join(', ')}:\n${run.stdout}`,
  ];
}

const blind = SIGHTINGS.flatMap(findBlindSpots);
for (const message of blind) console.error(message);
process.exitCode = blind.length > 0 ? 1 : 0;
