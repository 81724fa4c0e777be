/** Names of facilities, formed the way such places are named: after their community, their subdistrict, or a wish. */
import type { NameBook } from './names.ts';
import type { Random } from './random.ts';

/** Null outside the boundary. */
export interface Owner {
  community: string | null;
  subdistrict: string | null;
}

const AFTER_COMMUNITY: Record<string, readonly string[]> = {
  day_care: ['日间照料中心', '老年人日间照料中心', '长者日间服务中心'],
  station: ['居家养老服务站', '嵌入式养老服务站', '居家养老照料中心'],
  meal_point: ['老年助餐点', '长者助餐服务点', '为老助餐点'],
  canteen: ['社区食堂', '长者食堂', '老年幸福食堂'],
  care_center: ['社区照护中心'],
  medical: ['社区卫生服务站'],
  activity_room: ['老年活动室'],
  mutual_point: ['邻里互助点', '睦邻互助养老点'],
  device_point: ['辅具租赁展示点'],
  adviser_point: ['养老顾问点'],
  time_bank: ['时间银行服务点'],
};

const AFTER_SUBDISTRICT: Record<string, string> = {
  complex: '综合养老服务中心',
  regional_center: '区域性养老服务中心',
  meal_center: '区域性老年助餐中心',
  rural_home: '敬老院',
  nursing_center: '综合护理中心',
  family_center: '家庭照护者赋能中心',
  public_institution: '公办养老护理院',
};

const AFTER_WISH: Record<string, readonly string[]> = {
  institution: ['颐养院', '老年公寓', '护理院', '养老服务中心', '康养中心', '长者照护之家（含认知障碍照护专区）'],
  memory_home: ['记忆家园'],
  rehab_union: ['康养联合体'],
  central_kitchen: ['中央厨房'],
  senior_university: ['老年大学'],
};

export function createFacilityName(types: readonly string[], owner: Owner, names: NameBook, random: Random): string {
  const type = types[0] ?? '';
  const afterWish = AFTER_WISH[type];
  if (afterWish) return names.word() + random.pick(afterWish);
  const end = AFTER_SUBDISTRICT[type];
  if (end) return (owner.subdistrict ?? '邻区') + end;
  const place = owner.community ?? '邻区';
  const service = random.pick(AFTER_COMMUNITY[type] ?? ['养老服务点']);
  const short = service.startsWith('社区') || random.chance(0.5);
  return (short ? place.replace(/社区$/, '') : place) + service;
}
