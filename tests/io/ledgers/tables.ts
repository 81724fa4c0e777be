/** Ledgers as chance would write them: our headers, Chinese ones and strange ones over cells of every sort. */
import fc from 'fast-check';
import type { LayerName, Problem, Project } from '../../../src/core/types.ts';
import type { Opened } from '../../../src/io/open.ts';

const HEADERS: Record<'facilities' | 'residences' | 'areas' | 'candidates', readonly string[]> = {
  facilities:
    'id name types services status opened closes area_id 机构名称 机构类别 床位数 联系电话 公办民办 核实日期 电梯 经度 纬度 lon lat 社区 备注 列3 constructor'.split(
      ' ',
    ),
  residences:
    'id name area_id households elders elders_80 elders_2030 stage completed 小区名称 户数 60岁以上 竣工年代 所属社区 经度 纬度 lon lat 备注 toString'.split(
      ' ',
    ),
  areas: 'id name level parent_id setting elders population 社区名称 老年人口 所属街道 街道代码 口径 主城区 备注'.split(
    ' ',
  ),
  candidates: 'id name floor_area_m2 cost available lift 权属 消防 经度 纬度 lon lat 备注'.split(' '),
};

const WORDS =
  '甲 乙社区 东街道 合计 小计 注：口径 约200 100+ / 无 — 不详 １２０ 1,200 1.2万 -5 二百 3.20508E+11 320508019044 120.95 31.38 -8.65 31°23\'42" 120°57′ 东边 40512345.6 3472345.1 运营 神秘 在建 养老院 日间照料中心;助餐点 公办 国资 2015 2015年6月 90年代 45444 去年底 是 否 货梯 true false 0 1e5 1e999 NaN =1+1 "引号 \' 057312345678 57312345678 __proto__ null'.split(
    ' ',
  );

const cell = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);

export type TableLayer = keyof typeof HEADERS;
export const TABLE_LAYERS: readonly TableLayer[] = ['facilities', 'residences', 'areas', 'candidates'];

/** A grid of text, the header first, for one layer. Coordinates are right more often than not, so that rows get in. */
export function oddTable(layer: TableLayer): fc.Arbitrary<string[][]> {
  return fc.uniqueArray(fc.constantFrom(...HEADERS[layer]), { minLength: 2, maxLength: 9 }).chain((columns) => {
    const placed = layer === 'areas' ? columns : [...new Set([...columns, 'lon', 'lat'])];
    const row = fc.tuple(
      ...placed.map((column) =>
        column === 'lon' || column === 'lat'
          ? fc.oneof(
              {
                weight: 5,
                arbitrary: column === 'lon' ? fc.constantFrom('120.95', '-43.9') : fc.constantFrom('31.38', '-19.9'),
              },
              { weight: 1, arbitrary: cell },
            )
          : cell,
      ),
    );
    return fc.array(row, { maxLength: 8 }).map((rows) => [placed, ...rows]);
  });
}

/** RFC 4180, every cell in quotes: written here so that the reader is not tested against its own writer. */
export function quoteCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n');
}

/** How many things of a layer a project holds. */
export function countOf(project: Project, layer: TableLayer): number {
  return project[layer].length;
}

/** Rows that were left out, each with a problem of its own. */
export function leftOutRows(problems: readonly Problem[], layer: LayerName): Problem[] {
  return problems.filter((problem) => problem.layer === layer && problem.row !== null && problem.action === 'left_out');
}

/** Rows that went into an area of another file. */
export function joinedRows({ problems }: Opened): number {
  return problems.reduce((sum, { code, value }) => (code === 'rows_joined' ? sum + Number(value) : sum), 0);
}
