import { describe, expect, it } from 'vitest';
import type { LayerName } from '../../../src/core/types.ts';
import { bindColumns, findPlaces } from '../../../src/io/columns/match.ts';

function bind(layer: LayerName, columns: string[], { inProject = false, hasGeometry = false } = {}) {
  return bindColumns({ file: '台账.csv', columns, rows: [] }, layer, inProject, hasGeometry);
}

/** Header -> our column, for a table of that one header. */
function nameOf(layer: LayerName, header: string): string | undefined {
  return [...bind(layer, [header]).headers.keys()][0];
}

/** Headers of municipal lists, registers and survey workbooks, as they were found. */
const FOUND: [LayerName, Record<string, string>][] = [
  [
    'facilities',
    {
      name: '名称 机构名称 单位名称 设施名称 助餐点名称',
      types: '机构类别 单位类型 组织类型 设施类型 类别',
      status: '状态 机构生存状态 运营状态 建设状态',
      operator: '运营方式 运营性质 单位性质',
      founder: '兴办主体',
      beds: '床位 床位数 核定床位 床位总数 床位数量 床位总数量 床位数（张）',
      nursing_beds: '护理型床位 护理床位 照护型床位 护理型床位数 护理型床位数量',
      dementia_beds: '认知障碍床位 失智床位',
      day_places: '日托床位数量 日间照料床位',
      residents: '入住老年人数 月末收住老年人数 入住人数',
      staff: '从业人员数',
      address: '地址 机构地址 详细地址',
      phone: '电话 联系电话 咨询电话',
      floor_area_m2: '面积 建筑面积 建筑面积（平方米） 建筑面积(㎡)',
      usable_area_m2: '使用面积',
      site_area_m2: '占地面积',
      grade: '星级 等级 评定等级 机构等级',
      credit_code: '统一社会信用代码',
      area_id: '行政区划代码 社区代码',
      community: '社区 居委会 村 社区名称',
      subdistrict: '街道 镇 街道名称 乡镇街道 区镇',
      district: '县市区 所属区域 区县 区',
      fire_safety: '消防审验',
      food_permit: '食品许可',
      home_care_beds: '家庭养老床位',
      delivers: '上门助餐 是否送餐',
      insurance_point: '长护险定点',
      opened: '开业时间 投用时间 成立日期 建成年份',
      closes: '关停时间 停业时间',
      hours: '营业时间 开放时间 opening_hours',
      verified: '核实日期 更新日期',
    },
  ],
  [
    'residences',
    {
      id: '小区编号 编号',
      name: '小区名称 楼盘名称 自然村 名称',
      households: '户数 总户数 住户数 居民户数',
      population: '住户人数 常住人口 总人口',
      elders: '60岁以上 老年人口 老人数 60周岁以上老年人口 60岁及以上人口（人） 60岁以上人数 60+人口',
      elders_80: '80岁以上 高龄老人 80岁及以上老年人 80岁以上人数 80周岁以上人口',
      completed: '竣工年代 建成年代 竣工时间 建筑年代',
      care_room_m2: '养老服务用房面积 养老用房面积（㎡）',
      occupancy: '入住率',
      community: '社区 所属社区 居委会',
      subdistrict: '街道 镇',
      district: '区 所属区',
      address: '地址',
      stage: '建设情况 小区类型',
    },
  ],
  [
    'areas',
    {
      id: '社区代码 统计用区划代码 行政区划代码 12位代码',
      name: '社区名称 名称 村社',
      level: '层级 行政级别',
      parent_id: '上级代码 所属街道 街道',
      setting: '城乡分类代码 城乡属性',
      population: '常住人口 户籍人口',
      households: '户数 总户数',
      elders: '60岁以上老年人口 老年人口（人） 户籍老年人口',
      elders_80: '80岁以上 80周岁及以上',
      elders_basis: '口径',
      main_urban: '是否主城区',
      meal_demand: '是否有助餐需求',
    },
  ],
  [
    'candidates',
    {
      name: '房屋名称 地块名称',
      floor_area_m2: '建筑面积 可用面积',
      cost: '改造费用 估算投资（万元）',
      yearly_cost: '年租金 租金',
      available: '可用年份 腾空时间',
      floor: '楼层 所在楼层',
      lift: '有无电梯 电梯',
      own_entrance: '独立出入口',
      tenure: '权属 产权性质',
      fire_safety: '消防条件 消防验收',
    },
  ],
  ['walkways', { id: 'osm_id 编号', kind: 'highway fclass 道路类型', access: '通行 foot', level: 'layer 层' }],
  ['background', { kind: '类型 fclass', name: '名称' }],
  ['gates', { residence_id: '小区编号 所属小区' }],
  ['reported', { requirement_id: '指标编号', value: '填报值 完成值', source: '数据来源', date: '填报日期' }],
];

describe.each(FOUND)('headers of %s', (layer, byName) => {
  const cases = Object.entries(byName).flatMap(([name, words]) => words.split(' ').map((header) => ({ header, name })));

  it.each(cases)('$header is $name', ({ header, name }) => {
    expect(nameOf(layer, header)).toBe(name);
  });
});

describe('a header that only looks like one of ours', () => {
  it.each([
    ['facilities', '床位数（其中护理型）'],
    ['facilities', '全托床位数量'],
    ['facilities', '膳食费'],
    ['facilities', '联系人'],
    ['facilities', '场所性质'],
    ['facilities', '注册类型'],
    ['facilities', '上门助浴'],
    ['facilities', '月末收住残疾人数'],
    ['facilities', '床位使用率'],
    ['facilities', '2025年老年人口'],
    ['residences', '物业公司'],
    ['residences', '空置户数'],
    ['residences', '60岁以下'],
    ['residences', '老年人口占比'],
    ['residences', '老龄化率'],
    ['residences', '独居老人'],
    ['areas', '人口密度'],
    ['areas', '老年人口占比'],
    ['areas', '80岁以上占比'],
    ['candidates', '联系电话'],
  ] as const)('of %s is kept under its own name: %s', (layer, header) => {
    const binding = bind(layer, [header]);
    expect([...binding.headers]).toEqual([]);
    expect(binding.attributes).toEqual([{ header, name: header, column: null }]);
    expect(binding.problems).toMatchObject([{ code: 'column_unknown', severity: 'note', column: header, layer }]);
  });
});

describe('headers side by side', () => {
  it.each<[LayerName, string[], Record<string, string>]>([
    [
      'facilities',
      ['机构名称', '机构类别', '运营方式', '兴办主体', '床位总数', '护理型床位数', '入住老年人数', '从业人员数'],
      {
        name: '机构名称',
        types: '机构类别',
        operator: '运营方式',
        founder: '兴办主体',
        beds: '床位总数',
        nursing_beds: '护理型床位数',
        residents: '入住老年人数',
        staff: '从业人员数',
      },
    ],
    ['facilities', ['日托床位数量', '床位总数量'], { day_places: '日托床位数量', beds: '床位总数量' }],
    ['facilities', ['使用面积', '占地面积'], { usable_area_m2: '使用面积', site_area_m2: '占地面积' }],
    ['residences', ['住户人数', '户数'], { population: '住户人数', households: '户数' }],
    ['residences', ['老年人口', '80岁以上'], { elders: '老年人口', elders_80: '80岁以上' }],
    [
      'residences',
      ['区', '街道', '社区', '小区名称'],
      { district: '区', subdistrict: '街道', community: '社区', name: '小区名称' },
    ],
    ['areas', ['街道代码', '街道', '社区代码', '社区'], { parent_id: '街道代码', id: '社区代码', name: '社区' }],
    ['candidates', ['租金', '投资'], { yearly_cost: '租金', cost: '投资' }],
  ])('of %s, %j, each find their own column', (layer, columns, headers) => {
    expect(Object.fromEntries(bind(layer, columns).headers)).toEqual(headers);
  });

  it('that mean the same: our own name wins, then the more exact word; the other is kept', () => {
    const named = bind('facilities', ['床位', 'beds', '床位总数']);
    expect(named.headers.get('beds')).toBe('beds');
    expect(named.attributes.map(({ name }) => name)).toEqual(['床位', 'beds', '床位总数']);
    expect(bind('facilities', ['面积', '建筑面积']).headers.get('floor_area_m2')).toBe('建筑面积');
  });

  it('do not depend on their order', () => {
    const columns = ['面积', '名称', '建筑面积', '机构名称', '地址', '床位', '床位数', '类型'];
    const forward = bind('facilities', columns).headers;
    const backward = bind('facilities', columns.toReversed()).headers;
    expect(new Map([...backward].sort())).toEqual(new Map([...forward].sort()));
  });

  it('with one year twice: the first is elders of the year, the second is kept', () => {
    const binding = bind('residences', ['elders_2025', '2025年老年人口', 'elders_2030']);
    expect(binding.eldersYears).toEqual([
      { year: 2025, header: 'elders_2025' },
      { year: 2030, header: 'elders_2030' },
    ]);
    expect(binding.attributes.map(({ name }) => name)).toEqual(['2025年老年人口']);
  });

  it('are told as renamed only where the words differ from ours', () => {
    const { problems } = bind('residences', ['ID', 'Elders', '户数']);
    expect(problems.map(({ code, column, value, severity }) => [code, column, value, severity])).toEqual([
      ['column_renamed', '户数', 'households', 'note'],
    ]);
  });
});

describe('coordinate columns', () => {
  it.each([
    ['经度', '纬度'],
    ['lon', 'lat'],
    ['lng', 'lat'],
    ['Longitude', 'Latitude'],
    ['X', 'Y'],
    ['东经', '北纬'],
    ['X坐标', 'Y坐标'],
    ['经度（°）', '纬度（°）'],
    ['POINT_X', 'POINT_Y'],
  ])('%s and %s are a pair without a named system', (longitude, latitude) => {
    expect(findPlaces(['名称', latitude, longitude])).toEqual([{ system: null, longitude, latitude }]);
  });

  it.each(['经纬度', '坐标', '点位坐标', 'location', 'lnglat'])('%s holds both', (header) => {
    expect(findPlaces([header])).toEqual([{ system: null, longitude: header, latitude: header }]);
  });

  it.each([
    ['高德坐标', 'gcj02'],
    ['百度坐标', 'bd09'],
    ['WGS84坐标', 'wgs84'],
  ] as const)('%s holds both, of %s', (header, system) => {
    expect(findPlaces([header])).toEqual([{ system, longitude: header, latitude: header }]);
  });

  it('are none where one of the two is missing, or where the words only begin so', () => {
    expect(findPlaces(['经度', '名称'])).toEqual([]);
    expect(findPlaces(['lat', 'lateral'])).toEqual([]);
    expect(findPlaces(['经度来源', '纬度来源', 'xy', 'year'])).toEqual([]);
    expect(findPlaces(['BD09经度', 'WGS84纬度'])).toEqual([]);
  });

  it('of several systems stay apart: WGS-84 is used and the others survive as columns', () => {
    const columns = ['BD09经度', 'BD09纬度', 'WGS84经度', 'WGS84纬度'];
    const binding = bind('residences', columns);
    expect(binding.places).toEqual({ system: 'wgs84', longitude: 'WGS84经度', latitude: 'WGS84纬度' });
    expect(binding.attributes.map(({ name }) => name)).toEqual(['BD09经度', 'BD09纬度']);
  });

  it('in a project folder are lon and lat, whatever stands beside them', () => {
    const columns = ['高德经度', '高德纬度', 'lon', 'lat'];
    expect(bind('candidates', columns, { inProject: true }).places).toMatchObject({ longitude: 'lon' });
    expect(bind('candidates', columns).places).toMatchObject({ system: 'gcj02', longitude: '高德经度' });
  });

  it('beside a geometry are columns like others', () => {
    const binding = bind('facilities', ['lon', 'lat', 'name'], { hasGeometry: true });
    expect(binding.places).toBeNull();
    expect(binding.attributes.map(({ name }) => name)).toEqual(['lon', 'lat']);
  });
});
