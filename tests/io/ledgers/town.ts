/**
 * A made-up town of four communities in two streets, one hundredth of a degree square each, and the ledgers that its
 * offices keep of it. The codes belong to no real place.
 *
 *     31.40  石桥 | 枫林     西桥街道
 *     31.39  -----+-----
 *            柳湾 | 荷塘     东塘街道
 *     31.38  120.95  120.96  120.97
 */
import type { Cell } from '../../../src/core/types.ts';
import { convert } from '../../../src/core/geo/systems.ts';
import type { CoordinateSystem } from '../../../src/core/types.ts';
import type { FileBytes } from '../../../src/io/files.ts';
import { encodeGb18030, textFile } from '../fixtures.ts';
import { createWorkbook } from './workbook.ts';

export const CODES = { 柳湾: 320999001001, 荷塘: 320999001002, 石桥: 320999002001, 枫林: 320999002002 } as const;
const N = null;

/** A ring around a square, closed. */
export function square(west: number, south: number, size = 0.01): [number, number][] {
  return [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
}

const HEADER =
  '序号 机构名称 机构类别 所属街道 所属社区 社区代码 联系电话 床位数（张） 建筑面积（㎡） 开业时间 状态 公办/民办 经度 纬度 核实日期'.split(
    ' ',
  );

/** The register of the civil-affairs office: title, author and remark above, a total and signatures below. */
export const REGISTER: Cell[][] = [
  ['云溪区养老服务设施台账（2024年12月）'],
  ['填报单位：云溪区民政局', N, N, N, '填报人：张三', N, N, N, '填报日期：2024年12月30日'],
  ['说明：床位数按核定数填写。'],
  HEADER,
  [
    1,
    '安康养老院',
    '养老院',
    '东塘街道',
    '柳湾社区',
    CODES.柳湾,
    57312345678,
    120,
    3200,
    2015,
    '正常运营',
    '民办',
    120.955,
    31.385,
    '2024-06-01',
  ],
  [
    2,
    '柳湾日间照料中心',
    '日间照料中心',
    '东塘街道',
    '柳湾社区',
    '3.20999E+11',
    13812345678,
    '20张',
    '约350',
    '2019年6月',
    '运营',
    '公建民营',
    31.386,
    120.956,
    '2024.6',
  ],
  [3, '荷塘助餐点', '老年助餐点', N, '荷塘社区', CODES.荷塘, N, N, 60, '2021/9/1', '运营', '公办', '/', '/', N],
  [
    4,
    '荷塘食堂',
    '社区食堂',
    N,
    '荷塘社区',
    CODES.荷塘,
    N,
    N,
    '50+',
    2022,
    '试运营',
    '国资控股',
    120.967,
    31.385,
    '去年年底',
  ],
  [
    5,
    '石桥照料中心',
    '居家养老服务照料中心',
    '西桥街道',
    '石桥社区',
    CODES.石桥,
    '0573-1234567',
    10,
    400,
    2018,
    '正常',
    '公办',
    '120°57\'18"',
    '31°23\'42"',
    45444,
  ],
  [
    6,
    '石桥日间照料中心',
    '日间照料中心',
    '西桥街道',
    '石桥社区',
    CODES.石桥,
    N,
    N,
    300,
    2027,
    '在建',
    '公办',
    '东经120.958度',
    '北纬31.396度',
    N,
  ],
  [
    7,
    '枫林卫生站',
    '社区卫生服务站',
    '西桥街道',
    '枫林社区',
    CODES.枫林,
    N,
    N,
    220,
    '八十年代',
    '待定中',
    '公办',
    120.9661,
    31.3955,
    N,
  ],
  [
    8,
    '枫林助餐点',
    '助餐点',
    '西桥街道',
    '枫林社区',
    CODES.枫林,
    N,
    N,
    80,
    2023,
    '运营',
    '民办',
    40512345.67,
    3472345.12,
    N,
  ],
  [9, '枫林食堂', '爱心驿站', '西桥街道', '枫林社区', CODES.枫林, N, N, 80, 2023, '运营', '民办', 120.968, 31.396, N],
  [9, '枫林食堂', '爱心驿站', '西桥街道', '枫林社区', CODES.枫林, N, N, 80, 2023, '运营', '民办', 120.968, 31.396, N],
  ['合计', N, N, N, N, N, N, 150, 4690],
  ['制表：张三', N, N, N, '审核：李四'],
];

export const register = (): FileBytes =>
  createWorkbook('新建 Microsoft Excel 工作表 (3).xlsx', [
    { name: 'Sheet1', rows: REGISTER, merges: ['A1:O1', 'A3:O3', 'A15:G15'] },
  ]);

/** What the streets know of their compounds, saved as CSV by a Chinese Excel. */
export const COMPOUNDS = [
  '云溪区小区台账,,,,,,,,',
  '序号,小区名称,所属社区,户数,60岁以上,80岁以上,竣工年代,经度,纬度',
  '1,柳湾新村,柳湾社区,１２００,640,90,1986,120.954,31.384',
  '2,柳湾花园,柳湾社区,800,约300,40,2001年,120.957,31.387',
  '3,荷塘里,荷塘社区,"1,050",520,/,八十年代,120.966,31.383',
  '4,荷塘新苑,荷塘社区,900,,10,2015,120.968,31.386',
  '5,石桥弄,石桥社区,300,不详,30,90年代,31.394,120.955',
  '6,石桥公寓,石桥社区,450,180,20,1998-05-01,,',
  '7,枫林苑,枫林社区,600,260,35,2010,120.965,31.395',
  '8,枫林小筑,枫林社区,200,-5,0,2030,120.969,31.397',
  '合  计,,,5500,1900,230,,,',
  '注：60岁以上为户籍口径,,,,,,,,',
];

export const compounds = (): FileBytes => ({ name: '导出(1).csv', bytes: encodeGb18030(COMPOUNDS.join('\r\n')) });

const feature = (properties: object, coordinates: number[][][]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
});

/** Boundaries as drawn by hand: a bow tie, a hole, a code used twice, a ring that was never closed. */
export const boundaries = (): FileBytes =>
  textFile(
    '未命名图层.geojson',
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        feature({ 社区代码: `${CODES.柳湾}`, 社区名称: '柳湾社区' }, [square(120.95, 31.38)]),
        feature({ 社区代码: `${CODES.荷塘}`, 社区名称: '荷塘社区' }, [
          [
            [120.96, 31.38],
            [120.97, 31.39],
            [120.97, 31.38],
            [120.96, 31.39],
            [120.96, 31.38],
          ],
        ]),
        feature({ 社区代码: `${CODES.石桥}`, 社区名称: '石桥社区' }, [
          square(120.95, 31.39),
          square(120.952, 31.392, 0.002),
        ]),
        feature({ 社区代码: `${CODES.石桥}`, 社区名称: '枫林社区' }, [square(120.96, 31.39).slice(0, 4)]),
      ],
    }),
  );

/** Whole squares, for tests that are not about drawing. */
export const cleanBoundaries = (): FileBytes =>
  textFile(
    '社区边界.geojson',
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        feature({ 社区代码: `${CODES.柳湾}`, 社区名称: '柳湾社区' }, [square(120.95, 31.38)]),
        feature({ 社区代码: `${CODES.荷塘}`, 社区名称: '荷塘社区' }, [square(120.96, 31.38)]),
        feature({ 社区代码: `${CODES.石桥}`, 社区名称: '石桥社区' }, [square(120.95, 31.39)]),
        feature({ 社区代码: `${CODES.枫林}`, 社区名称: '枫林社区' }, [square(120.96, 31.39)]),
      ],
    }),
  );

export interface Spot {
  name: string;
  community: string;
  wgs84: [number, number];
  /** As a ledger in the other system would have it, to six decimals. */
  shifted: [number, number];
}

/** Thirty places in a regular pattern over the town, in two systems. */
export function listSpots(system: CoordinateSystem): Spot[] {
  return Array.from({ length: 30 }, (_, i) => {
    const x = 120.9505 + (i % 6) * 0.0032;
    const y = 31.3805 + Math.floor(i / 6) * 0.0035;
    const [lon, lat] = convert([x, y], 'wgs84', system);
    const row = y > 31.39 ? ['石桥社区', '枫林社区'] : ['柳湾社区', '荷塘社区'];
    return {
      name: `${i + 1}号`,
      community: row[x > 120.96 ? 1 : 0] ?? '',
      wgs84: [round(x), round(y)],
      shifted: [round(lon), round(lat)],
    };
  });
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
