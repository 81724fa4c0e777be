/** Words of supply and equity in Chinese: the source, whose type the English ones have. */
export const zh = {
  title: (kind: string) => `${kind}：供给与均衡`,
  basis: {
    walking: (limit: string, speed: string) => `按步行距离，上限 ${limit}，步速${speed}。`,
    straight: (limit: string) => `按直线距离，上限 ${limit}。`,
  },
  units: { day_places: '日托名额', meals_per_day: '日供餐份数', beds: '床位', facilities: '设施处数' },
  capacitiesAll: (all: string, unit: string) => `${all} 处设施都登记了${unit}。`,
  capacitiesSome: (known: string, all: string, unit: string) =>
    `${all} 处设施中 ${known} 处登记了${unit}；没有登记的不计供给，所以其周边的数字偏低。`,
  capacitiesFew: (known: string, all: string, unit: string) =>
    `${all} 处设施中只有 ${known} 处登记了${unit}，不足以按容量计算：供给改按设施处数，每处算一处，不论大小。`,
  capacitiesNone: '这类设施没有统一的容量单位：供给按设施处数计算，每处算一处，不论大小。',
  withoutElders: (n: string) => `${n} 处设施的上限以内没有老年人，其容量未计入任何社区的供给。`,
  facilitiesUnplaced: (n: string) => `${n} 处设施接不上路网，没有人能沿路网走到。`,
  figures: '数字',
  group: '人群',
  everybody: '全部老年人',
  oldest: '80 岁及以上',
  oldestKnown: (known: string, all: string) =>
    `${all} 处居住小区中 ${known} 处登记了 80 岁及以上人数，其余未计入该列。`,
  oldestNone: '数据中没有 80 岁及以上人数。',
  oldestOtherYear: '80 岁及以上为数据登记的人数，不是所选年份的推算数。',
  people: '老年人（名）',
  mean: (by: string) => `平均最近${by}距离`,
  median: (by: string) => `半数的${by}距离不超过`,
  gini: '路程的基尼系数（0 为人人相同）',
  supply: (unit: string, per: string, measure: string) => `每 ${per} 名老年人的${unit}，${measure}`,
  meansAreEqual: '全部老年人的两个平均值按定义相同：上限以内有老年人的设施的总量除以全部老年人。差别在社区之间。',
  alike: '2SFCA',
  zoned: 'E2SFCA',
  alikeMeaning:
    '2SFCA 会重复计数：同一位老年人在其可达的每一处设施都计一次需求，好像每处都去。它用来比较社区，不表示真有名额可用；差一步到上限的小区为 0。',
  zonedMeaning:
    'E2SFCA 把上限分成三等份，权重为 1、0.68、0.22，近处多计。权重出自一项驾车研究（Luo 和 Qi，2009），用于步行是假设；同样重复计数。',
  lorenzTitle: (by: string) => `路程由谁承担：最近${by}距离的洛伦兹曲线（累计占比，%）`,
  lorenzPeople: '老年人，由近到远（%）',
  lorenzBurden: '路程（%）',
  lorenzDiagonal: '人人路程相同',
  lorenzGini: (gini: string) => `基尼系数 ${gini}`,
  lorenzMeaning: (share: string) => `路程较短的一半老年人，承担全部路程的 ${share}。`,
  lorenzLimit: '均衡不等于近：人人都走 3 公里，基尼系数也是 0。',
  lorenzLeftOut: (n: string) => `${n} 名老年人到不了任何一处，不在曲线里，实际会更不均衡。`,
  lorenzNone: '没有人到得了任何一处，画不出曲线。',
  loadTitle: {
    day_places: '各设施负担：每个日托名额对应的老年人（名）',
    meals_per_day: '各设施负担：每份日供餐对应的老年人（名）',
    beds: '各设施负担：每张床位对应的老年人（名）',
    facilities: '各设施负担：以其为最近的老年人（名）',
  },
  loadMeaning:
    '假定上限以内的老年人都去最近的一处，不论是否已满。并非人人都需要这项服务，所以这不是排队人数，只用来看哪里更紧。',
  loadAverage: (n: string) => `竖线为平均值 ${n}。`,
  loadElders: (n: string, oldest: string) => `${n} 名老年人，其中 80 岁及以上 ${oldest} 名`,
  loadPlaces: (unit: string, n: string) => `${unit} ${n}`,
  loadUnknown: '容量不详',
  above: '▲ 超出容量',
  aboveSome: (n: string, all: string) => `${all} 处已知容量的设施中，${n} 处的老年人多于容量，以“▲ 超出容量”标出。`,
  aboveAll: (n: string) => `${n} 处已知容量的设施，老年人都多于容量，所以不逐一标出。`,
  areasTitle: '各社区（村）的供给与路程',
  areasNote: (unit: string, per: string) =>
    `2SFCA、E2SFCA：每 ${per} 名老年人的${unit}，按老年人数加权平均，少的在前。平均、半数：最近距离，只数到得了的。`,
  community: '社区（村）',
  meanShort: '平均（米）',
  medianShort: '半数（米）',
  none: '-',
  exported: '社区清单导出（CSV、Excel）时会带上这里的社区数字。',
  sheet: {
    median: (by: string) => `半数老年人的最近${by}距离不超过（米）`,
    supply: (measure: string, per: string, unit: string, basis: string) =>
      `${measure}：每 ${per} 名老年人的${unit}（${basis}）`,
    oldestMean: (by: string) => `80 岁及以上平均最近${by}距离（米，有登记的小区）`,
    oldestMedian: (by: string) => `80 岁及以上半数的最近${by}距离不超过（米，有登记的小区）`,
    basis: {
      walking: (limit: string, speed: string) => `步行 ${limit}，${speed}`,
      straight: (limit: string) => `直线 ${limit}`,
    },
    notes: '说明',
  },
};

export type SupplyWords = typeof zh;
