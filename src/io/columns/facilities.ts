import { column } from './column.ts';
import { ACCEPTS_WORDS, MEDICAL_WORDS, OPERATOR_WORDS, SERVICE_WORDS, STATUS_WORDS } from './words.ts';

/** Columns of the facilities layer: those of the contract, then what requirements and registers ask for. */
export const FACILITY_COLUMNS = [
  column(
    'id',
    'text',
    'facility_id 设施编号 机构编号 编号 设施编码 机构编码 设施代码 机构代码 编码 代码 设施id 机构id 单位编号 统一编号 code',
  ),
  column(
    'name',
    'text',
    '名称 设施名称 机构名称 单位名称 助餐点名称 食堂名称 养老机构名称 服务设施名称 站点名称 中心名称 项目名称 点位名称 facility_name title',
  ),
  column(
    'types',
    'list',
    'type 设施类型 设施类别 机构类型 机构类别 类型 类别 组织类型 服务类型 设施种类 单位类型 养老设施类型 分类 facility_type category',
  ),
  column('services', 'list', 'service 服务 服务内容 服务项目 提供服务 服务功能 功能', SERVICE_WORDS),
  column(
    'status',
    'choice',
    '状态 运营状态 机构状态 营业状态 建设状态 使用状态 机构生存状态 生存状态 运营情况 现状 state',
    STATUS_WORDS,
  ),
  column(
    'opened',
    'year',
    '开业年份 投用年份 启用年份 运营年份 投入使用年份 建成年份 开业时间 投用时间 启用时间 投入使用时间 运营时间 开办时间 建成时间 成立时间 开业日期 成立日期 建成年代 预计建成时间 计划建成年份 opening_year open_year year_opened',
  ),
  column(
    'closes',
    'year',
    '关停年份 关闭年份 停业年份 关停时间 停业时间 关闭时间 注销时间 closing_year closed_year year_closed',
  ),
  column('address', 'text', '地址 机构地址 详细地址 设施地址 单位地址 所在地址 地点 位置 坐落 addr'),
  column('phone', 'phone', '电话 联系电话 咨询电话 服务电话 联系方式 电话号码 固定电话 公开电话 tel telephone'),
  column('hours', 'text', '开放时间 营业时间 服务时间 工作时间 opening_hours'),
  column('meal_times', 'text', '供餐时间 用餐时间 就餐时间 助餐时间 开餐时间 mealtimes'),
  column('delivers', 'boolean', '送餐 是否送餐 上门送餐 送餐服务 可送餐 上门助餐 delivery'),
  column('accepts', 'list', '收住对象 接收对象 服务对象类型 收住老人类型', ACCEPTS_WORDS),
  column('eligibility', 'text', '服务对象 准入条件 对象要求 资格'),
  column('price', 'text', '价格 收费 收费标准 餐价 床位费 月收费 fee'),
  column('grade', 'text', '等级 星级 评定等级 机构等级 设施等级 评定星级 star stars rating'),
  column('verified', 'date', '核实日期 核实时间 核查日期 更新日期 更新时间 数据日期 verified_at updated'),
  column(
    'beds',
    'integer',
    '床位 床位数 核定床位 核定床位数 床位总数 床位数量 床位总数量 总床位 总床位数 养老床位 养老床位数 设置床位 设计床位 bed',
  ),
  column(
    'nursing_beds',
    'integer',
    '护理型床位 护理床位 照护型床位 护理型床位数 护理型床位数量 护理床位数 照护型床位数',
  ),
  column(
    'dementia_beds',
    'integer',
    '认知障碍床位 认知症床位 失智床位 认知障碍照护床位 认知障碍床位数 失智照护床位 认知症照护床位',
  ),
  column(
    'day_places',
    'integer',
    '日托床位 日托床位数 日托床位数量 日托名额 日间照料床位 日间托养名额 日托位 日间床位',
  ),
  column(
    'residents',
    'integer',
    '入住人数 入住老年人数 在住人数 入住老人数 收住人数 月末收住老年人数 在院人数 在住老年人数 入住老人',
  ),
  column(
    'meals_per_day',
    'number',
    '日供餐量 每日供餐数 日均供餐 供餐能力 日供餐能力 日助餐人次 每日用餐人次 日均用餐人次 供餐数 日均助餐人次',
  ),
  column(
    'floor_area_m2',
    'number',
    '建筑面积 总建筑面积 面积 设施面积 房屋面积 建筑面积平方米 floor_area gross_floor_area area_m2',
  ),
  column(
    'operator',
    'choice',
    '公办民办 运营性质 运营方式 单位性质 机构性质 经营性质 性质 办院性质 所有制 ownership',
    OPERATOR_WORDS,
  ),
  column('medical', 'choice', '医疗服务 医养结合 医疗合作 医疗服务方式 医养结合方式 医疗条件', MEDICAL_WORDS),
  column(
    'area_id',
    'text',
    '社区代码 社区编码 村社代码 行政区划代码 区划代码 所属社区代码 统计代码 区划编码 所属区划代码',
  ),
  // Where it says it is; also the evidence for its coordinate system.
  column(
    'community',
    'text',
    '社区 社区名称 所属社区 所在社区 村社 村居 社区村 村 居委会 所属村社 社区居委会 村委会 里 所在村社',
  ),
  column(
    'subdistrict',
    'text',
    '街道 街道名称 所属街道 所在街道 镇街 街镇 乡镇 镇 乡镇街道 街道乡镇 所属镇街 所在镇街 区镇 所属区镇 街道镇 town',
  ),
  column(
    'district',
    'text',
    '区县 县市区 区 所属区域 所属区县 行政区 所在区 所属区 行政区域 县区 市县区 区县名称 county',
  ),
  // What requirements of plans ask for.
  column('usable_area_m2', 'number', '使用面积 可用面积 usable_area'),
  column('site_area_m2', 'number', '占地面积 用地面积 土地面积 site_area land_area'),
  column('standardised', 'boolean', '标准化 是否标准化 标准化建设 达标 是否达标 standardized'),
  column('rehab_room', 'boolean', '康复室 康复场所 康复活动室 康复训练室'),
  column('waiting_list', 'boolean', '轮候 轮候制度 是否轮候 排队轮候'),
  column('emergency_beds', 'integer', '应急床位 预留床位 应急床位数 隔离床位'),
  column('home_care_beds', 'integer', '家庭养老床位 家庭养老床位数 家庭照护床位'),
  column('separate_entrance', 'boolean', '独立出入口 单独出入口 是否有独立出入口'),
  column('floor', 'text', '楼层 所在楼层 层数'),
  column('lift', 'boolean', '电梯 有无电梯 是否有电梯 elevator'),
  column('staff', 'integer', '从业人员数 工作人员数 员工数 护理人员数 从业人员'),
  column('founder', 'text', '兴办主体 举办主体 主办单位 举办单位 建设主体'),
  column('provider', 'text', '运营主体 运营单位 运营机构 服务机构 承接单位 运营组织'),
  column('credit_code', 'text', '统一社会信用代码 信用代码 社会信用代码'),
  column('insurance_point', 'boolean', '长护险定点 是否长护险定点 长期护理保险定点'),
  column('fire_safety', 'text', '消防审验 消防 消防验收 消防情况'),
  column('food_permit', 'text', '食品许可 食品经营许可 食品经营许可证'),
  column('diners', 'integer', '就餐座位数 餐位 餐位数 座位数 就餐人数 seats'),
  column('service_area', 'text', '服务范围 服务区域 服务社区 覆盖社区 覆盖范围'),
];
