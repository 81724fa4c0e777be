/** The commands and their options. What a command does is loaded when it runs. */
import { Command } from 'commander';
import type { AnalyseOptions } from './analyse.ts';
import type { CheckOptions } from './check.ts';
import type { ImportOptions } from './import.ts';
import { addLimit } from './limits.ts';
import type { NetworkOptions } from './network.ts';
import type { SampleOptions } from './sample.ts';

/** What every command that reads data takes. */
function addLanguage(command: Command): Command {
  return command.option('--lang <zh|en>', 'language of the sentences; without it that of the system');
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

function addImport(program: Command): void {
  addLanguage(program.command('import'))
    .description('make a project folder from CSV, XLSX, GeoJSON, FlatGeobuf and OpenStreetMap files')
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
    .option('--limit <kind=limit>', 'e.g. day_care=1000m, meals=1.5km or meals=15min; may be repeated', addLimit)
    .option('--year <year>', 'year of analysis; without it the year of the project')
    .option('--mode <mode>', 'walking or straight; without it walking where the project has walkways')
    .option('--speed <m/s>', 'pace of walking in metres a second, for limits in minutes', '1.0')
    .option('--pipeline', 'count planned facilities from their opening year on')
    .option('--residences', 'list every residence with its nearest facility')
    .option('--standard <id|file>', 'test a written standard: one of ours, or a file; may be repeated', collect)
    .option('--no-area-shares', 'leave out the area shares, which take longest')
    .option('-o, --output <file>', 'write the evaluation to a file instead of standard output')
    .action(async (paths: string[], options: Omit<AnalyseOptions, 'paths'>) =>
      (await import('./analyse.ts')).runAnalyse({ paths, ...options }),
    );
}

function addNetwork(program: Command): void {
  addLanguage(program.command('network'))
    .description('take the lines to walk on, and the base map, from an OpenStreetMap extract')
    .argument('<file>', 'an extract: .osm.pbf, .osm (XML) or the JSON of Overpass')
    .option('--clip <file>', 'areas; only what lies in them or near them is taken')
    .option('--margin <metres>', 'how near; it is no use without --clip', '1500')
    .requiredOption('-o, --output <file>', 'the walkways to write: .fgb or .geojson')
    .option('--background <file>', 'write the base map too: .fgb or .geojson')
    .action(async (file: string, options: Omit<NetworkOptions, 'file'>) =>
      (await import('./network.ts')).runNetwork({ file, ...options }),
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
  for (const add of [addImport, addCheck, addNetwork, addAnalyse, addSample]) add(program);
  return program;
}
