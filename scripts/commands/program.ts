/** The commands and their options. What a command does is loaded when it runs. */
import { Command } from 'commander';
import type { AnalyseOptions } from './analyse.ts';
import type { CheckOptions } from './check.ts';
import type { ImportOptions } from './import.ts';
import { addLimit } from './limits.ts';
import type { SampleOptions } from './sample.ts';

/** What every command that reads data takes. */
function addLanguage(command: Command): Command {
  return command.option('--lang <zh|en>', 'language of the sentences; without it that of the system');
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

function addImport(program: Command): void {
  addLanguage(program.command('import'))
    .description('make a project folder from CSV, XLSX, GeoJSON and FlatGeobuf files')
    .argument('<files...>', 'files or folders; a file may be given its role: facilities=file.csv')
    .option('--types <file>', "CSV of two columns: your category, our type code (several separated by ';')")
    .option(
      '--crs <system>',
      'coordinate system of the files: wgs84, gcj02 or bd09; without it the best fit is applied',
    )
    .option('--role <role=file>', 'what a file is, where its name and headers do not tell; may be repeated', collect)
    .requiredOption('-o, --output <folder>', 'the folder to make')
    .action(async (files: string[], options: Omit<ImportOptions, 'files'>) =>
      (await import('./import.ts')).runImport({ files, ...options }),
    );
}

function addCheck(program: Command): void {
  addLanguage(program.command('check'))
    .description('tell what a project holds and what is odd in it')
    .argument('<project...>', 'a project folder, a .zip of one, or files')
    .option('--json', 'as JSON')
    .action(async (paths: string[], options: Omit<CheckOptions, 'paths'>) =>
      (await import('./check.ts')).runCheck({ paths, ...options }),
    );
}

function addAnalyse(program: Command): void {
  addLanguage(program.command('analyse'))
    .description('compute who has what within the limits')
    .argument('<project...>', 'a project folder, a .zip of one, or files')
    .option('--limit <kind=metres>', 'e.g. day_care=1000m or meals=1.5km; may be repeated', addLimit)
    .option('--year <year>', 'year of analysis; without it the year of the project')
    .option('--mode <mode>', 'straight (walking is not there yet)')
    .option('--pipeline', 'count planned facilities from their opening year on')
    .option('--residences', 'list every residence with its nearest facility')
    .option('--no-area-shares', 'leave out the area shares, which take longest')
    .option('-o, --output <file>', 'write the evaluation to a file instead of standard output')
    .action(async (paths: string[], options: Omit<AnalyseOptions, 'paths'>) =>
      (await import('./analyse.ts')).runAnalyse({ paths, ...options }),
    );
}

function addSample(program: Command): void {
  program
    .command('sample')
    .description('make a place that does not exist, the same bytes for the same seed')
    .option('--size <size>', 'district, city or megacity', 'district')
    .option('--seed <number>', 'another number, another place', '1')
    .requiredOption('-o, --output <folder>', 'the folder to make')
    .action(async (options: SampleOptions) => (await import('./sample.ts')).runSample(options));
}

export function createProgram(): Command {
  const program = new Command('care-circle')
    .description('Who cannot reach elder day care or meals within a limit, and what would mend it.')
    .exitOverride()
    .showHelpAfterError('(see care-circle --help)');
  for (const add of [addImport, addCheck, addAnalyse, addSample]) add(program);
  return program;
}
