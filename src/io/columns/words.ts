/** Chinese and English words for the codes of the contract (design.md section 3). */
import type { Choices } from './column.ts';

export const STATUS_WORDS: Choices = {
  open: split(
    '运营 运营中 在运营 正常运营 试运营 试营业 正常 正常营业 在营 在业 存续 营业 营业中 已运营 已开业 开业 开放 开放中 已建成 建成 已建 启用 已启用 使用中 在用 有效 operating operational active running existing',
  ),
  under_construction: split(
    '在建 建设中 正在建设 施工 施工中 装修 装修中 筹建 筹建中 续建 under-construction underconstruction construction building',
  ),
  approved: split('立项 已立项 已批 批准 已批准 获批 已审批 已备案未建 待建 拟建 approved planned'),
  reserved: split('储备 规划 规划中 规划预留 预留 意向 谋划 远期 reserved reserve proposed'),
  closed: split(
    '停业 关停 注销 已注销 关闭 已关闭 撤销 已撤销 停用 停办 停运 暂停 暂停运营 暂停营业 歇业 拆除 已拆除 未运营 吊销 closed shut suspended defunct inactive',
  ),
};

export const LEVEL_WORDS: Choices = {
  city: split('市 地级市 市级 设区市'),
  county: split('区县 区 县 县级市 区县市 市辖区 区级 县级 district'),
  subdistrict: split('街道 镇 乡 乡镇 街镇 镇街 区镇 镇级 街道级 乡级 街道办 街道办事处 街道镇 乡镇街道 town township'),
  community: split(
    '社区 村 村社 社区村 居委会 村委会 居委 行政村 里 社区级 村级 村居 neighbourhood neighborhood village',
  ),
  unit: split('单元 规划单元 大社区 网格 片区 生活圈 自定义 zone'),
};

export const SETTING_WORDS: Choices = {
  urban: split('城镇 城市 城区 城 镇区 主城区 111 112 121 122 123'),
  rural: split('农村 乡村 村庄 农 210 220 乡中心区'),
};

export const STAGE_WORDS: Choices = {
  new: split('新建 新 新建小区 新建住宅区 新建成 newbuilt'),
  existing: split('已建 已建成 现状 既有 建成 建成区 老旧 老旧小区 老 已建住宅区 旧 old built'),
};

export const BASIS_WORDS: Choices = {
  registered: split('户籍 户籍人口 户籍老年人'),
  permanent: split('常住 常住人口 常住老年人 resident'),
};

export const OPERATOR_WORDS: Choices = {
  public: split('公办 国营 公立机构 公建公营 公办公营 国有 政府 政府办 事业单位 集体 集体办 公立 government'),
  private: split(
    '民办 民营 社会办 社会力量 公建民营 民办非企业 民办非企业单位 民非 企业 私营 社会化 社会化运营 民办公助 委托运营',
  ),
};

export const MEDICAL_WORDS: Choices = {
  in_house: split('内设 内设医疗机构 内设医疗 内设医院 内设医务室 内设护理站 医务室 护理站 医养结合 自设 inhouse'),
  contract: split('签约 签约合作 签约医院 合作 协议 协议合作 contracted agreement'),
  none: split('无 没有 无医疗 no'),
};

export const ACCEPTS_WORDS: Choices = {
  self_caring: split('自理 自理老人 自理老年人 能自理 健康 完全自理 全自理 independent'),
  semi: split('半失能 半自理 介助 部分失能 轻度失能 中度失能 半护理 半失能老人 semidependent'),
  dependent: split('失能 不能自理 全失能 完全失能 介护 重度失能 全护理 失能老人 失智 失能失智'),
};

export const TENURE_WORDS: Choices = {
  owned: split('自有 产权'),
  state_owned: split('国有 公有 国有资产 public'),
  collective: split('集体 集体所有'),
  rented: split('租赁 承租 租用 租 lease leased rent'),
  handover: split('移交 划拨 无偿划拨'),
  free: split('无偿 无偿使用 借用'),
};

/** Services with a code; other words are kept as they are. */
export const SERVICE_WORDS: Choices = {
  meals: split('助餐 餐饮 用餐 就餐 老年餐 助餐服务 膳食 老年餐桌 送餐 meal'),
  bathing: split('助浴 洗浴 助浴服务 bath'),
  cleaning: split('助洁 保洁 家政'),
  medical_help: split('助医 医疗 医疗服务 陪诊 巡诊 medical'),
  outings: split('助行 陪同外出'),
  emergency: split('助急 紧急救援 呼叫救援'),
  rehabilitation: split('康复 康复护理 康复训练 rehab'),
  day_care: split('日托 日间照料 日间托养 daycare'),
  short_stay: split('短托 短期托养 喘息服务 临托'),
  full_care: split('全托 长期托养 住养'),
  home_visits: split('上门 上门服务 居家上门 居家服务 探访 巡访 探访关爱 visits'),
  recreation: split('文娱 文化娱乐 娱乐 文体活动 活动'),
  learning: split('老年教育 老年学堂 学习'),
  comfort: split('精神慰藉 心理 心理慰藉 心理咨询'),
};

function split(words: string): string[] {
  return words.split(' ').filter((word) => word !== '');
}
