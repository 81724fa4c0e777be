import { describe, expect, it } from 'vitest';
import type { LayerName } from '../../../src/core/types.ts';
import { openFiles } from '../../../src/io/open.ts';
import { bindColumns } from '../../../src/io/columns/match.ts';
import { csvFile } from '../fixtures.ts';

/** Columns that rows of plans ask for, by what their headers say in Chinese. */
const ASKED: [LayerName, Record<string, string>][] = [
  [
    'facilities',
    {
      社工: 'social_workers',
      持证社工数: 'social_workers',
      '护士数（人）': 'nurses',
      持证护理员: 'carers_licensed',
      康复护士数: 'rehab_nurses',
      康复医师: 'rehab_doctors',
      康复治疗师数: 'rehab_therapists',
      '康复床位（张）': 'rehab_beds',
      医疗机构长期护理床位: 'ltc_beds',
      休闲空间: 'leisure_space',
      是否普惠: 'inclusive',
      是否嵌入式: 'embedded',
      基层医疗机构: 'primary_care',
      骨干机构: 'leading',
      品牌连锁机构: 'chain',
      优选机构: 'selected',
      隶属级别: 'tier',
    },
  ],
  [
    'areas',
    {
      包含社区: 'members',
      养老专职人员: 'care_officers',
      物业养老: 'property_care',
      '物业+养老': 'property_care',
    },
  ],
];

const ROWS = ASKED.flatMap(([layer, headers]) =>
  Object.entries(headers).map(([header, name]) => ({ layer, header, name })),
);

describe('columns that plans ask for', () => {
  it.each(ROWS)('$header of $layer is $name', ({ layer, header, name }) => {
    const { attributes } = bindColumns({ file: '台账.csv', columns: ['名称', header], rows: [] }, layer, false, false);
    expect(attributes.map(({ header: theirs, name: ours }) => [theirs, ours])).toEqual([[header, name]]);
  });
});

describe('the areas that a unit of the user holds', () => {
  it('are ids one after another, however they are parted, as the core asks for them', async () => {
    const { project, problems } = await openFiles([
      csvFile('单元.csv', [
        ['单元编号', '名称', '层级', '包含社区', '养老专职人员'],
        ['U1', '东片', '大社区', '320583001001、320583001002', 2],
      ]),
    ]);
    expect(problems.filter(({ severity, code }) => severity !== 'note' && code !== 'layer_missing')).toEqual([]);
    expect(project.areas.map(({ level, attributes }) => [level, attributes])).toEqual([
      ['unit', { members: '320583001001;320583001002', care_officers: 2 }],
    ]);
  });
});
