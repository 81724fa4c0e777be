#!/usr/bin/env node
// The command line: a plain script in front of the TypeScript program, which Node 20 cannot run by itself.
try {
  const { register } = await import('tsx/esm/api');
  register();
} catch {
  console.error('The packages are not installed: run npm ci (or npm start) in the project first.');
  process.exit(1);
}
// npm runs scripts in the project's folder; the user's paths are relative to where the user is.
if (process.env.npm_lifecycle_event === 'care-circle' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
const { main } = await import('./commands/main.ts');
process.exitCode = await main(process.argv.slice(2));
