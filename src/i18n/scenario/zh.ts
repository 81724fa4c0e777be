/** Sentences about edits in Chinese: the source. A place or a name may be empty; names stand as they are. */
import type { FacilityStatus } from '../../core/types.ts';
import type { NewLink } from '../../core/scenario/types.ts';

type Kind = NewLink['kind'];

const LINKS: Record<Kind, string> = { footbridge: '人行天桥', path: '步行道', gate: '便门', crossing: '人行横道' };
const STATUSES: Record<FacilityStatus, string> = {
  open: '运营中',
  under_construction: '在建',
  approved: '已立项',
  reserved: '储备',
  closed: '已关停',
};
const ATTRIBUTES: Record<string, string> = {
  beds: '床位',
  nursing_beds: '护理型床位',
  dementia_beds: '认知障碍照护床位',
  day_places: '日托名额',
  meals_per_day: '日供餐份数',
  floor_area_m2: '建筑面积（平方米）',
  cost: '造价',
  yearly_cost: '年运营费',
  residents: '入住人数',
};

/** Letters and digits stand a little off from Chinese characters: 幸福里 12 增设. */
function space(sentence: string): string {
  return sentence
    .replace(/(\p{Script=Han})([A-Za-z0-9])/gu, '$1 $2')
    .replace(/([A-Za-z0-9%])(\p{Script=Han})/gu, '$1 $2');
}

/** What has no name is called by its id. */
const quoted = (name: string): string => (/^\p{Script=Han}/u.test(name) ? name : `“${name}”`);
const from = (year: number | null): string => (year === null ? '' : `${year}年起`);

export const zh = {
  add: ({ year, place, types, name }: { year: number | null; place: string; types: string; name: string }) => {
    const when = year === null ? '' : `${year}年`;
    if (place !== '') return space(`${when}在${place}增设${types}`);
    return space(`${when}增设${types}${name === '' ? '' : `“${name}”`}`);
  },
  move: (name: string, place: string) => space(`${quoted(name)}迁到${place === '' ? '新址' : place}`),
  change: (name: string, changes: string[]) =>
    space(`${quoted(name)}${changes.length === 0 ? '不变' : `：${changes.join('，')}`}`),
  open: (name: string, year: number | null) => space(`${from(year)}${quoted(name)}启用`),
  close: (name: string, year: number | null) => space(`${from(year)}${quoted(name)}关停`),
  remove: (name: string) => space(`去掉${quoted(name)}`),
  link: ({ kind, name, start, end }: { kind: Kind; name: string; start: string; end: string }) => {
    const what = `${LINKS[kind]}${name === '' ? '' : `“${name}”`}`;
    if (start === '' && end === '') return space(`新建${what}`);
    if (start === '' || end === '' || start === end) return space(`在${start === '' ? end : start}新建${what}`);
    return space(`新建${what}，连通${start}与${end}`);
  },
  gate: (home: string) => space(`${quoted(home)}增开一处出入口`),
  changed: {
    name: (to: string) => `更名为“${to}”`,
    types: (to: string) => `类型改为${to}`,
    services: (to: string) => (to === '' ? '不再列服务内容' : `服务内容改为${to}`),
    status: (to: FacilityStatus) => `状态改为${STATUSES[to]}`,
    opened: (year: number | null) => (year === null ? '开业年改为不详' : `${year}年开业`),
    closes: (year: number | null) => (year === null ? '不再定停业年' : `${year}年停业`),
    area: (to: string | null) => (to === null ? '所属区域按位置确定' : `所属区域改为 ${to}`),
    attribute: (column: string, value: string | null) =>
      value === null ? `${ATTRIBUTES[column] ?? column}改为空` : `${ATTRIBUTES[column] ?? column}改为 ${value}`,
    yes: '是',
    no: '否',
  },
  list: (words: string[]) => words.join('、'),
};

export type ScenarioWords = typeof zh;
