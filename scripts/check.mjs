// `npm run check`: the static checks alone.
import { listStaticChecks, runChecks } from './checks/static.mjs';
import { installPackages } from './setup/packages.mjs';

try {
  installPackages();
  const results = await runChecks(listStaticChecks());
  process.exitCode = results.every((result) => result.passed) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
