/** Words of the walk beside the straight line in English. */
import type { ComparisonWords } from './zh.ts';

export const en: ComparisonWords = {
  title: 'On foot and in a straight line',
  perCommunity: 'Communities, most elders lost first: inside the circle, outside the walk',
  community: 'Community',
  elders: 'Elders',
  walking: 'Walk',
  straight: 'Straight',
  detour: 'Detour',
  all: 'All',
  lost: (n) => `${n} lost`,
  caption: (limit) =>
    `Limit ${limit}. Walk and straight: elders within the limit / all elders of the community. Detour: mean walk to the nearest / mean straight line to the nearest, both weighted by elders, over homes with elders that are reached on foot; "-" where there are none.`,
  people: (n) => `${n} elders`,
  homes: 'Inside the circle, outside the walk',
  homesSum: (homes, elders) => `${homes} homes, ${elders} elders; most elders first`,
  homesNone: 'None: every home within the straight line is within the walk.',
  noWay: 'no way on foot',
  offStreets: 'not on the streets',
  none: '-',
};
