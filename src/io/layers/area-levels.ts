/** The level of an area: what is said, else what its 12-digit code or the end of its name tells. */
import { AREA_LEVELS, type Area, type AreaLevel, type Cell } from '../../core/types.ts';
import { LEVEL_WORDS } from '../columns/words.ts';
import type { Cursor } from './cursor.ts';

const NAME_LEVELS: readonly [AreaLevel, RegExp][] = [
  ['community', /(?:社区|村|居委会|村委会|里)$/u],
  ['subdistrict', /(?:街道|街道办事处|镇|乡)$/u],
  ['county', /(?:区|區|县|縣)$/u],
  ['city', /市$/u],
];

/** Levels of the rows of one table. Rows that tell nothing get the level of most others, told once for each text. */
export class LevelReader {
  readonly #cursor: Cursor;
  readonly #counts = new Map<AreaLevel, number>();
  readonly #unknown: Area[] = [];
  readonly #told = new Set<Cell>();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  /** Gives the area of the cursor's row its level; one that is not known yet gets it in `finish`. */
  read(area: Area): void {
    const code = this.#cursor.choice('level', LEVEL_WORDS);
    const said = AREA_LEVELS.find((level) => level === code);
    const level = said ?? (code === null ? (findCodeLevel(area.id) ?? findNameLevel(area.name)) : undefined);
    if (level === undefined) {
      this.#unknown.push(area);
      this.#tell(code === undefined ? this.#cursor.cell('level') : null);
      return;
    }
    area.level = level;
    this.#counts.set(level, (this.#counts.get(level) ?? 0) + 1);
  }

  finish(): void {
    const [commonest] = [...this.#counts].sort((a, b) => b[1] - a[1]);
    for (const area of this.#unknown) area.level = commonest?.[0] ?? 'unit';
  }

  /** `value` is what stands there; null where nothing does. */
  #tell(value: Cell): void {
    if (this.#told.has(value)) return;
    this.#told.add(value);
    const column = this.#cursor.binding.headers.get('level') ?? 'level';
    this.#cursor.report('level_unknown', { column, value, action: 'changed' });
  }
}

function findNameLevel(name: string): AreaLevel | undefined {
  return NAME_LEVELS.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Statistical division code: 2 province, 2 city, 2 county, 3 subdistrict, 3 community (domain: NBS codes). */
function findCodeLevel(id: string): AreaLevel | undefined {
  const code = /^\d{12}$/u.test(id) ? id : /^\d{9}$/u.test(id) ? `${id}000` : /^\d{6}$/u.test(id) ? `${id}000000` : '';
  if (code === '') return undefined;
  if (!code.endsWith('000')) return 'community';
  if (!code.endsWith('000000')) return 'subdistrict';
  return code.slice(4, 6) === '00' ? 'city' : 'county';
}
