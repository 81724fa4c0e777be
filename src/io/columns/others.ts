import { column } from './column.ts';
import { TENURE_WORDS } from './words.ts';

export const WALKWAY_COLUMNS = [
  column('id', 'text', 'osm_id way_id 编号 路段编号 编码 道路编号'),
  column('kind', 'text', 'highway fclass 类型 道路类型 道路等级 等级 类别'),
  column('access', 'text', '通行 通行限制 foot'),
  column('bridge', 'text', '桥 桥梁 是否桥梁'),
  column('level', 'text', '层 layer 层级'),
  column('name', 'text', '名称 路名 道路名称'),
];

export const CANDIDATE_COLUMNS = [
  column('id', 'text', 'candidate_id 编号 地块编号 房屋编号 点位编号 备选点编号 编码 代码 序列号 code'),
  column('name', 'text', '名称 备选点名称 房屋名称 地块名称 点位名称 物业名称 场所名称 candidate_name'),
  column('floor_area_m2', 'number', '建筑面积 面积 可用面积 房屋面积 总建筑面积 建筑面积平方米 floor_area area_m2'),
  column('cost', 'number', '改造费用 改造成本 建设成本 投资 总投资 估算投资 费用 造价 一次性投入'),
  column('yearly_cost', 'number', '年租金 年运营成本 年费用 租金 每年费用 年成本 rent'),
  column('available', 'year', '可用年份 可用时间 腾空时间 交付时间 可交付年份'),
  column('floor', 'text', '楼层 所在楼层 层数'),
  column('lift', 'boolean', '电梯 有无电梯 是否有电梯 elevator'),
  column('own_entrance', 'boolean', '独立出入口 单独出入口 是否有独立出入口 separate_entrance'),
  column('tenure', 'choice', '权属 产权 产权性质 使用方式 取得方式', TENURE_WORDS),
  // How many a facility there could take, for siting with capacities.
  column('day_places', 'integer', '可设日托床位 可设日托名额 规划日托床位 日托床位 日托床位数 日托名额'),
  column('meals_per_day', 'number', '可供餐量 可供餐能力 规划供餐能力 日供餐能力 日供餐量 供餐能力'),
  column('beds', 'integer', '可设床位 可设床位数 规划床位 床位 床位数'),
  column('fire_safety', 'text', '消防 消防验收 消防审验 消防条件 消防情况'),
  column('area_id', 'text', '社区代码 社区编码 区划代码 行政区划代码 所属社区代码'),
  column('community', 'text', '社区 社区名称 所属社区 所在社区 村社 村居 社区村 村 居委会'),
  column('subdistrict', 'text', '街道 街道名称 所属街道 所在街道 镇街 街镇 乡镇 镇 乡镇街道'),
  column('district', 'text', '区县 县市区 区 所属区域 所属区县 行政区 所在区'),
  column('address', 'text', '地址 详细地址 位置 坐落 addr'),
];

export const BACKGROUND_COLUMNS = [
  column('kind', 'text', '类型 类别 种类 要素类型 fclass'),
  column('name', 'text', '名称'),
  column('class', 'text', '等级 道路等级'),
  column('level', 'text', '层级'),
  column('bridge', 'text', '桥 桥梁'),
];

export const GATE_COLUMNS = [
  column('residence_id', 'text', '小区编号 小区编码 小区代码 所属小区 小区id 所属小区编号'),
  column('name', 'text', '名称 出入口名称'),
];

export const REPORTED_COLUMNS = [
  column('requirement_id', 'text', '指标编号 指标代码 要求编号 任务编号 指标id'),
  column('value', 'text', '数值 填报值 值 完成值 现状值'),
  column('source', 'text', '来源 数据来源 出处'),
  column('date', 'text', '日期 填报日期 数据日期 时间'),
];
