import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDocument, type Named } from '../scripts/checks/documents.ts';
import { createProgram } from '../scripts/commands/program.ts';
import { ROOT } from '../scripts/setup/packages.mjs';

function readNamed(): Named {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  const commands = createProgram().commands.map((command): [string, string[]] => [
    command.name(),
    ['--help', ...command.options.flatMap((option) => [option.long ?? '', option.short ?? ''])],
  ]);
  return { root: ROOT, scripts: Object.keys(scripts), commands: new Map(commands) };
}

describe('the documents', () => {
  it.each(['README.md', 'src/README.md', 'data/README.md', 'data/standards/README.md'])(
    '%s names only what exists',
    (document) => {
      const path = join(ROOT, document);
      expect(existsSync(path), `${document} is missing: it has to be written`).toBe(true);
      expect(checkDocument(document, readFileSync(path, 'utf8'), readNamed())).toEqual([]);
    },
  );
});

describe('a stale mention is found', () => {
  const check = (markdown: string) => checkDocument('src/README.md', markdown, readNamed());

  it('when a path is gone, in a code span or a link', () => {
    expect(check('Look at `src/core/gone.ts`, `core/types.ts` and [this](../gone.md).')).toEqual([
      'src/core/gone.ts: no such file or folder',
    ]);
    expect(check('See [the types](core/types.ts) and [the rest](core/rest.ts).')).toEqual([
      'core/rest.ts: no such file or folder',
    ]);
  });

  it('when a file is named without its folder and no file has that name', () => {
    expect(check('`types.ts`, then `typos.ts`')).toEqual(['typos.ts: no such file or folder']);
  });

  it('when a package script is gone', () => {
    expect(check('```sh\nnpm start\nnpm run bench\nnpm run polish   # shines\n```')).toEqual([
      'npm run polish: no such script',
    ]);
  });

  it('when a command of care-circle or a flag of it is gone', () => {
    const lines = [
      'npm run --silent care-circle -- analyse <project> --limit day_care=1000m -o out.json',
      'npm run --silent care-circle -- analyse <project> --colour',
      'care-circle divine <project>',
    ];
    expect(check(`\`\`\`\n${lines.join('\n')}\n\`\`\``)).toEqual([
      'care-circle analyse --colour: no such option',
      'care-circle divine: no such command',
    ]);
  });

  it('but not when a word only looks a little like a path', () => {
    expect(
      check('`day_care=1000m`, `and/or`, `#/plan`, `1.5km`, `../shared/data/porto`, `public/sample/x.fgb`'),
    ).toEqual([]);
  });
});
