/** `--standard`: written standards by the id of one that we ship, or as files. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { StandardPack } from '../../src/core/standards/types.ts';
import type { Problem } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { loadPack, PACKS } from '../../src/io/standards/packs.ts';
import { InputError } from './failures.ts';
import { formatProblems } from './sentences.ts';

export interface OpenedStandards {
  packs: StandardPack[];
  /** What is odd in the files. */
  problems: Problem[];
}

/** Throws `InputError` on one that is neither an id of ours nor the file of a pack. */
export async function openStandards(names: readonly string[], locale: Locale): Promise<OpenedStandards> {
  const opened: OpenedStandards = { packs: [], problems: [] };
  for (const name of names) {
    const ours = await loadPack(name);
    const { pack, problems } = ours ? { pack: ours, problems: [] } : await openFile(name, locale);
    opened.packs.push(pack);
    opened.problems.push(...problems);
  }
  return opened;
}

async function openFile(path: string, locale: Locale): Promise<{ pack: StandardPack; problems: Problem[] }> {
  if (!existsSync(path)) throw new InputError(sayUnknown(path, locale));
  const { readPack } = await import('../../src/io/standards/read-pack.ts');
  const { pack, problems } = readPack(readFileSync(path, 'utf8'), basename(path));
  if (pack) return { pack, problems };
  throw new InputError(formatProblems(problems, locale).join('\n'));
}

function sayUnknown(name: string, locale: Locale): string {
  const ids = PACKS.map(({ id }) => id).join(', ');
  return locale === 'zh'
    ? `没有名为“${name}”的规划指标包，也没有这个文件。现有：${ids}；也可以给出自己的 .json 文件。`
    : `There is no standard called "${name}", nor such a file. Ours are: ${ids}; or give the .json file of your own.`;
}
