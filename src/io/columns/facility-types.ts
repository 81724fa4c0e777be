/**
 * Facility categories as ledgers write them -> type codes. Codes are those of the standards packs (`facility_types`);
 * words beside them come from civil-affairs ledgers.
 */
const WORDS: Record<string, string> = {
  day_care:
    '日间照料中心 日间照料 日照中心 托老所 日托中心 日托所 老年人日间照料中心 社区日间照料中心 日间照护中心 日间托养中心 老年日间护理中心 日间服务中心 老年人日间服务中心 幸福院 农村幸福院 长者日托 日間照顧中心 daycare day-care-centre daycarecenter daycarecentre',
  meal_point:
    '助餐点 老年助餐点 老年人助餐点 社区助餐点 助餐服务点 老年餐桌 幸福餐桌 配餐点 送餐点 就餐点 长者助餐点 老年人助餐服务点 助餐服务场所 助餐 mealpoint',
  canteen:
    '老年食堂 长者食堂 社区食堂 老年人食堂 敬老食堂 长者饭堂 社区长者食堂 幸福食堂 老年人社区食堂 食堂 社区长者饭堂 长者餐厅 老年餐厅',
  meal_center: '助餐中心 区域性助餐中心 老年助餐中心 社区助餐服务中心 助餐服务中心 mealcentre',
  central_kitchen: '中央厨房 中心厨房 集中配餐中心 配餐中心',
  institution:
    '养老机构 养老院 护理院 老年公寓 老人院 安养院 颐养院 养护院 老年养护院 老年护理院 福利院 社会福利院 敬老院(社会化) 护养院 养老公寓 养老服务机构 养老中心 nursinghome carehome',
  public_institution: '公办养老机构 公办护理型养老机构 公办(护理型)养老机构 公办养老院',
  rural_home: '敬老院 农村敬老院 乡镇敬老院 特困人员供养服务机构',
  complex:
    '综合养老服务中心 街道综合养老服务中心 养老服务综合体 综合体 综合为老服务中心 街道养老服务中心 社区综合养老服务中心 镇街综合养老服务中心 居家养老服务综合体 综合养老服务综合体',
  regional_center: '区域性养老服务中心 区域养老服务中心 街道(乡镇)区域性养老服务中心',
  care_center: '社区照护中心 照护中心 长者照护之家 长者照护中心 托养点',
  station:
    '居家养老服务站 居家养老服务中心 社区居家养老服务站 社区居家养老服务中心 居家养老服务照料中心 照料中心 居家养老照料中心 养老服务站 社区养老服务站 养老服务驿站 养老驿站 社区养老服务驿站 社区养老服务中心 社区嵌入式居家养老服务站 嵌入式养老服务站 家门口服务站 为老服务站 关爱之家',
  nursing_center: '综合护理中心 护理中心',
  memory_home: '记忆家园 认知障碍专区 认知症照护中心 失智照护专区 认知障碍照护专区',
  rehab_union: '康养联合体',
  device_point: '辅具租赁点 辅具展示点 辅具租赁 康复辅具租赁点',
  device_wash: '辅具洗消中心',
  adviser_point: '养老顾问点 银发顾问 养老顾问',
  family_center: '家庭赋能中心 家庭照料者培训',
  medical:
    '社区卫生服务中心 卫生服务中心 社区卫生服务站 卫生服务站 卫生院 乡镇卫生院 卫生室 村卫生室 医院 医疗 医疗机构 诊所 门诊部 clinic hospital healthcentre healthcenter',
  activity_room: '老年活动室 老年活动中心 老年人活动室 老年人活动中心',
  home_care_bed: '家庭养老床位 家庭照护床位',
  care_rooms: '社区养老服务用房 养老服务用房',
  mutual_point: '互助点 睦邻点 互助养老点 互助睦邻点 邻里互助点 互助幸福院',
  time_bank: '时间银行',
  smart_home: '智慧养老院',
  senior_university: '老年大学 嵌入式老年大学',
  senior_classroom: '老年课堂 嵌入式老年课堂 老年学堂',
  guidance_center: '居家养老服务指导中心 市居家养老服务指导中心',
};

/** Codes of the standards packs that ledgers hold as they are. */
const OTHER_CODES =
  'all_beds home_service emergency_call visit_service home_adaptation renewal property_service community_care community rehab village_org volunteer staff assessment basic_service information_system organisation industry funding planning project population';

/** 城乡、社区、街道 ... before a category say whose it is, not what it is; so do classes such as （A类） behind it. */
const PREFIX = /^(?:.{0,3}(?:街道|镇|乡)级?|社区级?|城市|农村|城乡|乡镇|老年人?|市级|区级|村级?)/u;
const SUFFIX = /[(（[]?(?:[a-e]+|[一二三四五]|[1-5])(?:级|类|型|星)?[)）\]]?$/u;

function normaliseWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-·()]/gu, '');
}

const CODE_OF_WORD = new Map<string, string>();
for (const [code, words] of Object.entries(WORDS)) {
  CODE_OF_WORD.set(normaliseWord(code), code);
  for (const word of words.split(' ')) CODE_OF_WORD.set(normaliseWord(word), code);
}
for (const code of OTHER_CODES.split(' ')) CODE_OF_WORD.set(normaliseWord(code), code);

/** Longer words first, so that 区域性助餐中心 is not taken for 助餐. Single everyday words would match too much. */
const WORDS_BY_LENGTH = [...CODE_OF_WORD.keys()]
  .filter((word) => /\p{Script=Han}/u.test(word) && word.length >= 3)
  .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** The type code of one category word, or undefined if the word is not on our list. */
export function findFacilityType(word: string): string | undefined {
  const plain = normaliseWord(word);
  const whole = CODE_OF_WORD.get(plain);
  if (whole !== undefined) return whole;
  const bare = plain.replace(SUFFIX, '');
  return CODE_OF_WORD.get(bare) ?? CODE_OF_WORD.get(bare.replace(PREFIX, ''));
}

/** The type that a file or sheet name tells (`日间照料中心2024.csv`), or undefined. */
export function findTypeInName(name: string): string | undefined {
  const plain = normaliseWord(name);
  const word = WORDS_BY_LENGTH.find((candidate) => plain.includes(candidate));
  if (word !== undefined) return CODE_OF_WORD.get(word);
  const bare = /^(?:.*[/#])?([^/#]+?)(?:\.[a-z]+)?$/u.exec(name.normalize('NFKC').toLowerCase())?.[1] ?? '';
  return /^[a-z_ -]+$/u.test(bare) ? CODE_OF_WORD.get(normaliseWord(bare)) : undefined;
}
