/** The commands and their options. What a command does is loaded when it runs. */
import { Command } from 'commander';
import type { AnalyseOptions } from './analyse.ts';
import type { CheckOptions } from './check.ts';
import type { ImportOptions } from './import.ts';
import { addLimit } from './limits.ts';
import type { NetworkOptions } from './network.ts';
import type { ReportOptions } from './report.ts';
import type { SampleOptions } from './sample.ts';
import type { SiteOptions } from './site.ts';

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
    .option(
      '--standard <id|file>',
      'tell what a written standard still lacks: one of ours, or a file; may be repeated',
      collect,
    )
    .option('--scenario <name|file>', 'what a scenario holds, each edit as a sentence')
    .option('--json', 'as JSON')
    .action(async (paths: string[], options: Omit<CheckOptions, 'paths'>) =>
      (await import('./check.ts')).runCheck({ paths, ...options }),
    );
}

/** What is asked of a project, by those that compute. */
function addQuestion(command: Command): Command {
  return addLanguage(command)
    .argument('<project...>', 'a project folder, a .zip of one, or files')
    .option('--limit <kind=limit>', 'e.g. day_care=1000m, meals=1.5km or meals=15min; may be repeated', addLimit)
    .option('--year <year>', 'year of analysis; without it the year of the project')
    .option('--mode <mode>', 'walking or straight; without it walking where the project has walkways')
    .option('--speed <m/s>', 'pace of walking in metres a second, for limits in minutes', '1.0')
    .option('--pipeline', 'count planned facilities from their opening year on')
    .option('--standard <id|file>', 'test a written standard: one of ours, or a file; may be repeated', collect)
    .option('--scenario <name|file>', "after the edits of a scenario: the project's own, or of a file (file#name)");
}

function addAnalyse(program: Command): void {
  addQuestion(program.command('analyse'))
    .description('compute who has what within the limits')
    .option('--residences', 'list every residence with its nearest facility')
    .option('--sensitivity', 'count again at other paces, limits and ways of measuring')
    .option('--no-area-shares', 'leave out the area shares, which take longest')
    .option('-o, --output <file>', 'write the evaluation to a file instead of standard output')
    .action(async (paths: string[], options: Omit<AnalyseOptions, 'paths'>) =>
      (await import('./analyse.ts')).runAnalyse({ paths, ...options }),
    );
}

function addReport(program: Command): void {
  addQuestion(program.command('report'))
    .description('write the report for a council, or its results as map layers')
    .option('--earlier <file>', 'an evaluation that analyse wrote before, to tell what has changed')
    .option('--public', 'for the public: areas with fewer than 10 elders have no figures, homes are left out')
    .requiredOption('-o, --output <file>', 'a .html, .docx, .xlsx, .geojson or .fgb file; may be repeated', collect)
    .action(async (paths: string[], options: Omit<ReportOptions, 'paths'>) =>
      (await import('./report.ts')).runReport({ paths, ...options }),
    );
}

function addSite(program: Command): void {
  addQuestion(program.command('site'))
    .description('find where new facilities should stand, with a proof of how good that is')
    .option('--service <kind>', 'what is sited, e.g. day_care; several are solved together', collect)
    .option('--count <n>', 'the best sites, at most so many; with several services of each, e.g. meals=12', collect)
    .option('--cover <share>', 'the fewest sites that cover such a share of all elders, e.g. 95%')
    .option('--objective <aim>', 'with --count: coverage (the default), mean walk or worst walk')
    .option('--candidates <source>', 'list, network (along the streets) or homes; without it the first that there is')
    .option('--force <id>', 'a candidate that must be chosen; may be repeated', collect)
    .option('--forbid <id>', 'a candidate that must not be chosen; may be repeated', collect)
    .option('--budget <cost>', "what all sites may cost together, in the unit of the candidates' cost")
    .option('--at-most-per-subdistrict <n>', 'no more new sites than so many in a subdistrict')
    .option('--at-least-per-subdistrict <n>', 'at least so many new sites in every subdistrict with candidates')
    .option('--weight <who>', 'who counts: elders, elders_80 or elders_lacking (of communities that lack it)', 'elders')
    .option('--in <area id>', 'only who lives in the area counts; may be repeated', collect)
    .option('--mend <standard:row>', 'only who lives in units that fail a row of a standard counts')
    .option('--capacity <places>', 'how many places (or meals a day) a new site has; list: by its own column')
    .option('--people-per-place <n>', 'with --capacity: how many people one place is for; without it 1')
    .option('--scenario-out <file>', 'write a scenario with the sites as edits')
    .option('--no-conditions', 'whatever floor area, floor, lift, entrance and fire safety of the candidates are')
    .option('--seconds <s>', 'how long to search at most', '30')
    .option('-o, --output <file>', 'write the plan to a file instead of standard output')
    .action(async (paths: string[], options: Omit<SiteOptions, 'paths'>) =>
      (await import('./site.ts')).runSite({ paths, ...options }),
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
  for (const add of [addImport, addCheck, addNetwork, addAnalyse, addReport, addSite, addSample]) add(program);
  return program;
}
