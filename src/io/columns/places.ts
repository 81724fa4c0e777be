import { column } from './column.ts';
import { BASIS_WORDS, LEVEL_WORDS, SETTING_WORDS, STAGE_WORDS } from './words.ts';

const POPULATION =
  '总人口 人口 人口数 常住人口 户籍人口 住户人数 居住人口 总人数 人数 居住人数 常住人口数 户籍人口数 pop residents';
const HOUSEHOLDS = '户数 总户数 住户数 居民户数 住宅套数 套数 户籍户数 常住户数 总套数 家庭户数 hh';
// 60+, 户籍60+ and 80+ stand for all headers that name the age (`findElderAge` in headers.ts).
const ELDERS =
  '老年人口 老年人口数 老年人数 老人数 老年人 老人 60+ 老年人口总数 老年人总数 户籍老年人口 户籍老年人口数 户籍老年人 户籍老年人数 户籍老人 户籍60+ 常住老年人口 常住老年人口数 常住老年人 常住老年人数 常住60+ 65岁以上 65岁以上人口 65岁及以上人口 65岁以上老人 elderly seniors older_people';
const ELDERS_80 =
  '80+ 户籍80+ 常住80+ 高龄老人 高龄老年人 高龄老年人口 高龄人口 高龄老人数 老年人口80岁以上 elders_80plus elders_over_80';

/** Columns of the areas layer. */
export const AREA_COLUMNS = [
  column(
    'id',
    'text',
    'area_id 代码 编码 区划代码 行政区划代码 统计用区划代码 统计代码 社区代码 社区编码 村社代码 村代码 街道代码 单元编号 单元代码 编号 12位代码 code adcode gbcode',
  ),
  column(
    'name',
    'text',
    '名称 社区名称 村社名称 社区 村社 村居 单元名称 区划名称 行政区划名称 街道名称 行政区名称 村名 社区村 社区村名称 居委会名称 area_name',
  ),
  column('level', 'choice', '层级 级别 类型 行政级别 等级 单元级别 区划级别 type', LEVEL_WORDS),
  column(
    'parent_id',
    'text',
    '上级代码 上级编码 父级代码 所属街道代码 街道代码 上级区划代码 上级 所属街道 所属镇街 街道 镇街 所属乡镇 所在街道 乡镇街道 parent',
  ),
  column('setting', 'choice', '城乡 城乡属性 城乡分类 城乡类型 城乡分类代码 城乡类别 urban_rural', SETTING_WORDS),
  column('main_urban', 'boolean', '主城区 是否主城区 是否在主城区'),
  column('population', 'integer', POPULATION),
  column('households', 'integer', HOUSEHOLDS),
  column('elders', 'integer', ELDERS),
  column('elders_80', 'integer', ELDERS_80),
  column('elders_basis', 'choice', '口径 统计口径 人口口径 老年人口口径', BASIS_WORDS),
  column('meal_demand', 'boolean', '有助餐需求 助餐需求 是否有助餐需求'),
  column('volunteers', 'integer', '志愿者 志愿者数 志愿者人数'),
  // Of a unit that the user lists: the ids of the areas in it.
  column('members', 'list', '包含社区 所含社区 所辖社区 成员社区 包含村社 组成社区 下辖社区 社区代码列表'),
  column('care_officers', 'integer', '养老专职人员 养老专职人员数 专职养老人员 养老服务专职人员 养老专干 养老专干人数'),
  column('property_care', 'boolean', '物业养老 物业+养老 是否物业养老 物业服务+养老服务 开展物业养老'),
];

/** Columns of the residences layer. */
export const RESIDENCE_COLUMNS = [
  column('id', 'text', 'residence_id 小区编号 小区编码 小区代码 小区id 编号 编码 代码 居民区编号 楼栋编号 序列号 code'),
  column(
    'name',
    'text',
    '小区名称 小区名 名称 住宅区名称 居民区名称 居民区 小区 住宅小区 楼盘名称 楼盘 自然村 自然村名称 村庄名称 楼栋 楼栋名称 residence_name',
  ),
  column(
    'area_id',
    'text',
    '社区代码 社区编码 村社代码 所属社区代码 所属社区编码 区划代码 行政区划代码 统计代码 所属区划代码 社区id',
  ),
  column('households', 'integer', HOUSEHOLDS),
  column('population', 'integer', POPULATION),
  column('elders', 'integer', ELDERS),
  column('elders_80', 'integer', ELDERS_80),
  column('stage', 'choice', '建设情况 新建已建 新建或已建 小区性质 小区类型 新旧 建设阶段', STAGE_WORDS),
  column(
    'completed',
    'year',
    '竣工年份 建成年份 竣工年代 建成年代 竣工时间 建成时间 交付时间 交付年份 建筑年代 年代 建设年代 year_built built',
  ),
  column(
    'care_room_m2',
    'number',
    '养老用房面积 养老服务用房面积 养老服务用房 社区养老服务用房 养老用房 配建养老用房面积 养老设施面积 care_room',
  ),
  column('estimated', 'boolean', '是否估算 估算 估计'),
  column(
    'community',
    'text',
    '社区 社区名称 所属社区 所在社区 村社 村居 社区村 居委会 所属居委会 所在居委会 所属村社 社区居委会 村委会 里 所在村社',
  ),
  column(
    'subdistrict',
    'text',
    '街道 街道名称 所属街道 所在街道 镇街 街镇 乡镇 镇 乡镇街道 街道乡镇 所属镇街 区镇 街道镇 town',
  ),
  column('district', 'text', '区县 县市区 区 所属区域 所属区县 行政区 所在区 所属区 行政区域 县区 county'),
  column('address', 'text', '地址 小区地址 详细地址 位置 坐落 addr'),
  column('occupancy', 'text', '入住率 occupancy_rate'),
  column('buildings', 'integer', '楼栋数 幢数 栋数'),
  column('floors', 'integer', '层数 楼层数 最高层数'),
];
