/** Headers as people write them, made comparable. */
import type { CoordinateSystem } from '../../core/types.ts';

/** Only such remarks may be dropped from a header: what is in other brackets can change the meaning (其中护理型). */
const REMARK =
  /[([{【（](?:单位[:：]?)?(?:张|个|名|人|户|间|辆|元|万元|亿元|元\/月|元\/人|元\/月\/人|米|m|㎡|m2|m²|平方米|平米|平方|份|份\/日|份\/天|人次|人次\/月|岁|年|年份|度|°|十进制|km|km2|是\/否|有\/无|必填|选填|可空|60周?岁及?以上|60\+|wgs-?84|cgcs2000|beds|persons|people|years?|sqm|sq m|degrees?|deg|yuan|rmb)[)\]}】）]/giu;
const IGNORED = /[\s_\-*:：·.'"“”/\\()[\]{}【】（）]/gu;

/** NFKC, lower case, without spaces, underscores and brackets: 床 位 数 and `Beds_` compare as 床位数 and beds. */
export function normaliseHeader(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(IGNORED, '');
}

/** The header without a unit or remark in brackets: 建筑面积（㎡） -> 建筑面积. */
export function stripRemarks(header: string): string {
  return header.normalize('NFKC').replace(REMARK, '');
}

const SYSTEM_WORDS: readonly [CoordinateSystem, RegExp][] = [
  ['wgs84', /wgs\s*[-_]?\s*(?:19)?84|gps|cgcs\s*2000|国家2000|大地2000|84坐标|天地图/giu],
  ['gcj02', /gcj\s*[-_]?\s*(?:20)?02|火星坐标系?|火星|高德|腾讯|amap|gaode|tencent/giu],
  ['bd09', /bd\s*[-_]?\s*09(?:ll)?|百度|baidu/giu],
];

/** The coordinate system that a header names, and the header without it: BD09经度 -> bd09, 经度. */
export function splitSystem(header: string): { system: CoordinateSystem | null; rest: string } {
  const plain = header.normalize('NFKC');
  for (const [system, words] of SYSTEM_WORDS) {
    const rest = plain.replace(words, '');
    if (rest !== plain) return { system, rest: rest.replace(/坐标/gu, '') };
  }
  return { system: null, rest: plain };
}

/** How people name those of an age: 60岁及以上, 60周岁以上, 60+; then whom, and that it is a number of them. */
const OF_AGE = String.raw`(?:周?岁)?(?:及?以上|\+)的?`;
const PERSONS = '(?:高龄)?(?:老年人口|老年人|老人|人口|人)?(?:总?人?数量?)?';
const AGE = new RegExp(`^(?:其中)?(户籍|常住)?([68]0)${OF_AGE}(户籍|常住)?${PERSONS}$`, 'u');

/** One word for all headers of elders of an age: 60周岁及以上户籍老年人口数 -> 户籍60+. Takes a normalised header. */
export function findElderAge(normalised: string): string | undefined {
  const found = AGE.exec(normalised);
  if (found === null) return undefined;
  const [, before = '', age = '', behind = ''] = found;
  return `${before || behind}${age}+`;
}

const ELDERS = `(?:elders|老年人口数?|老年人数?量?|老人数|老年人|老人|60${OF_AGE}${PERSONS})`;
const YEAR_BEHIND = new RegExp(`^${ELDERS}((?:19|20)\\d\\d)年?$`, 'u');
const YEAR_BEFORE = new RegExp(`^((?:19|20)\\d\\d)年?(?:末|底)?${ELDERS}$`, 'u');

/** The year of a column of elders by year (`elders_2025`, 2025年老年人口), else null. Takes a normalised header. */
export function findEldersYear(normalised: string): number | null {
  const found = YEAR_BEHIND.exec(normalised) ?? YEAR_BEFORE.exec(normalised);
  return found === null ? null : Number(found[1]);
}
