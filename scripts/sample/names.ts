/**
 * Made-up Chinese names. Two characters of plants, water and weather make a word; words that are names of well-known
 * places are left out. A name is given once in one kind, so that a list can be read without mixing things up.
 */
import type { Random } from './random.ts';

const FIRST = [...'槐棠芦荻蓼梧榆栎桑楝菱藕鹭雁鸥蝉萤砚笠蓑橹霁岚栖枕素澄澹漪晴晚疏浅暮皎蘅芷菡茭葭桐柘椿楸苓蕙'];
const SECOND = [...'汀浦渚洲坞陂塘堰渡塍垛墩泽岸荫亭屏林园井桥湾溪舍庭弦笛帆波'];
/** Words that the characters above can form and that are names of real places we know of. */
const REAL = new Set(
  '芦溪 榆林 槐荫 桑园 桐庐 菱湖 梧林 芦洲 鹭洲 棠溪 澄浦 素园 晴湾 桐林 榆园 芦墩 桐溪 桐园 芦塘 桑林 椿林 澄溪 藕塘 梧溪 芦林 桐洲 晚亭 栖园 菱塘 槐林 桐桥 桐井 芦湾 桑墩 雁洲 雁塘 雁溪 榆桥 芦浦 桐浦 棠浦 桑洲 梧塘 栖塘 芷溪 菱溪 桐塘 槐塘 桐湾 桑桥 榆塘 棠湾 桐堰'.split(
    ' ',
  ),
);
const SURNAMES = [...'沈陆顾钱朱徐俞施倪汤薛潘浦计钮屠祝闵费韦邱阮谈査茅卞芮羊井惠曲封储靳汲邴松段巫焦谷车侯宓'];
const VILLAGE_ENDS = [
  '家埭',
  '家浜',
  '家塘',
  '家宅',
  '家湾',
  '家角',
  '家渡',
  '家垛',
  '家舍',
  '家墩',
  '家庄',
  '家门前',
  '家溇',
];
const LANE_ENDS = ['巷', '弄', '里', '街', '前街', '后街', '井巷', '横巷', '牌楼弄', '河沿'];
const FACTORY = [
  '第一毛纺织厂',
  '第二棉纺织厂',
  '轴承厂',
  '柴油机配件厂',
  '搪瓷厂',
  '自行车零件厂',
  '仪表三厂',
  '肉类联合加工厂',
  '造船修理厂',
  '港务局',
  '粮食局',
  '内燃机总厂',
  '玻璃制品厂',
  '手表元件厂',
  '铁路工务段',
  '印染厂',
  '缫丝厂',
  '化肥厂',
  '食品公司',
  '供销合作总社',
];
const DEVELOPERS = ['禾屿', '璟和', '云岫', '中澜', '嘉屿', '绿汀', '朗庭', '弘栖', '万漪', '锦渚'];
const NEW_ENDS = [
  '花园',
  '花苑',
  '雅苑',
  '佳园',
  '名邸',
  '云邸',
  '华府',
  '府',
  '公馆',
  '锦庭',
  '和园',
  '澜庭',
  '家园',
  '景苑',
  '名苑',
  '水岸',
  '悦庭',
  '樾府',
];
const ESTATE_ENDS = [
  '新村',
  '一村',
  '二村',
  '三村',
  '小区',
  '北苑',
  '南苑',
  '公寓',
  '里',
  '新苑',
  '坊',
  '东区',
  '西区',
];

export interface NameBook {
  /** A two-character word not given before; with four characters once the short ones are used up. */
  word(): string;
  water(kind: 'river' | 'canal' | 'lake'): string;
  lane(): string;
  village(): string;
  compound(): string;
  estate(): string;
  /** The name itself if it is new among names of the kind, else with an added direction or word. */
  unique(kind: string, name: string): string;
  /** The same for places with a long name: another one is a branch. */
  branch(kind: string, name: string): string;
}

const ADDED = ['东', '西', '南', '北', '上', '下', '新', '老'];

function createCompoundName(random: Random, word: string): string {
  const end = random.pick(NEW_ENDS);
  const style = random.next();
  if (style < 0.6) return word + end;
  if (style < 0.78) return random.pick(DEVELOPERS) + word + end;
  if (style < 0.9) return `${random.pick(DEVELOPERS)}·${word}${end}`;
  const phase = random.pick(['一期', '二期', '三期']);
  const side = random.pick(['（南区）', '（北区）', '', '高层组团', '（人才公寓）']);
  return `${random.pick(DEVELOPERS)}·${word}${random.pick(['国际社区', '生态新城', '智慧家园', '滨水花园'])}${phase}${side}`;
}

function createEstateName(random: Random, word: string): string {
  const style = random.next();
  if (style < 0.86) return word + random.pick(ESTATE_ENDS);
  return `${random.chance(0.5) ? '原' : ''}${random.pick(FACTORY)}${random.pick(['家属院', '职工宿舍', '家属区', '职工住宅小区'])}`;
}

export function createNames(random: Random): NameBook {
  const words = random.shuffle(FIRST.flatMap((a) => SECOND.map((b) => a + b)).filter((word) => !REAL.has(word)));
  const used = new Map<string, Set<string>>();
  let next = 0;
  const word = (): string => {
    const short = words[next % words.length] ?? '';
    const round = Math.floor(next / words.length);
    next++;
    // Later rounds put a second word before the first: 槐汀 -> 荻浦槐汀.
    return round === 0 ? short : (words[(next * 7 + round * 131) % words.length] ?? '') + short;
  };
  const anyWord = (): string => words[random.whole(0, words.length - 1)] ?? '';
  const unique = (kind: string, name: string): string => {
    const names = used.get(kind) ?? new Set<string>();
    used.set(kind, names);
    let candidate = name;
    for (let attempt = 0; names.has(candidate); attempt++) {
      const added = ADDED[attempt];
      candidate = added ? added + name : `${anyWord()}${name}`;
    }
    names.add(candidate);
    return candidate;
  };
  const branch = (kind: string, name: string): string => {
    const taken = used.get(kind)?.has(name) ?? false;
    return unique(kind, taken ? `${name}（${anyWord()}分部）` : name);
  };
  const ends = { river: ['江', '河'], canal: ['河', '浜', '港', '塘河', '溇'], lake: ['湖', '荡', '池'] };
  return {
    word,
    water: (kind) => unique('water', anyWord() + random.pick(ends[kind])),
    lane: () =>
      unique('street', (random.chance(0.7) ? anyWord() : `${random.pick(SURNAMES)}家`) + random.pick(LANE_ENDS)),
    village: () => unique('home', random.pick(SURNAMES) + random.pick(VILLAGE_ENDS)),
    compound: () => unique('home', createCompoundName(random, anyWord())),
    estate: () => unique('home', createEstateName(random, anyWord())),
    unique,
    branch,
  };
}
