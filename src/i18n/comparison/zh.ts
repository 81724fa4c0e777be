/** Words of the walk beside the straight line in Chinese: the source, whose type the English ones have. */
export const zh = {
  title: '步行与直线对照',
  perCommunity: '各社区，按直线圈内而步行走不到的老年人数排序',
  community: '社区（村）',
  elders: '老年人',
  walking: '步行',
  straight: '直线',
  detour: '绕行系数',
  all: '合计',
  lost: (n: string) => `走不到 ${n} 名`,
  caption: (limit: string) =>
    `上限 ${limit}。步行、直线：在上限以内的老年人 / 本社区全部老年人。绕行系数：平均最近步行距离 / 平均最近直线距离，两者都按老年人数加权，只数步行走得到且有老年人的小区；没有则为“-”。`,
  people: (n: string) => `${n} 名`,
  homes: '圈内而步行不可达的小区',
  homesSum: (homes: string, elders: string) => `${homes} 处，老年人 ${elders} 名；人数多的在前`,
  homesNone: '没有：直线范围内的小区都能步行走到。',
  noWay: '沿路网走不到',
  offStreets: '接不上路网',
  none: '-',
};

export type ComparisonWords = typeof zh;
