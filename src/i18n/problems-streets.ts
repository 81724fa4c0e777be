/** Sentences for problems of the streets, and of homes beside them. */
import type { ProblemCode } from '../core/problem-codes.ts';
import type { Sentence } from './problem-words.ts';

type StreetCode = Extract<ProblemCode, `streets_${string}` | `homes_${string}`>;

export const streetsZh: Record<StreetCode, Sentence> = {
  streets_zero_length: ({ value }) => `步行路网中有 ${value} 条线没有长度，未参与计算。如原本应是路，请重新画出。`,
  streets_not_joined: ({ value }) =>
    `步行路网中有 ${value} 处线与线相交或相接却没有共同的节点，在这些地方不能转弯，步行距离可能偏长。请在制图软件中打断相交线（连接节点）；天桥、地道请标明 bridge、tunnel 或 level。`,
  streets_elsewhere: ({ value }) =>
    `几乎没有小区在路网附近：路网中心与小区中心相距约 ${value} 公里。请换成本地的步行路网，或核对两者的坐标系。`,
  streets_shifted: ({ value, layer }) =>
    `路网与小区、单元边界似乎不在同一坐标系：把“${layer}”当作 ${value} 时两者才吻合，否则相差数百米，步行距离不可信。请核对，并按正确的坐标系重新导入。`,
  streets_islands: ({ value }) =>
    `步行路网有 ${value} 块与主路网不相连，其中没有设施的地方走不到任何设施。请核对断开处，补上缺少的连接。`,
  streets_incomplete: ({ value, column }) =>
    column === 'unplaced'
      ? '这里有较多老年人的住处附近没有路，路网看来不全，不作判定。请补充步行路网后重新打开。'
      : `这里每公顷建成用地周边只有 ${value} 米步行路，路网看来不全，不作判定。请补充步行路网后重新打开。`,
  streets_end_near: ({ value, column }) =>
    `有 ${value} 个未被“${column}”覆盖的小区靠近路网数据的边缘，边界以外的路或设施可能改变结果。请载入比研究范围更大的路网和设施。`,
  homes_unplaced: ({ value, id }) =>
    `有 ${value} 个小区在限定距离内没有可以走到的路（最远的是 ${id}），不能判断是否覆盖，也不算已覆盖。请补上通到小区的路，或核对小区位置。`,
};

export const streetsEn: Record<StreetCode, Sentence> = {
  streets_zero_length: ({ value }) =>
    `${value} lines of the walkways have no length and are not used. If they should be streets, draw them again: please check.`,
  streets_not_joined: ({ value }) =>
    `In ${value} places walkways cross or touch without a common vertex: nobody can turn there, and walks may come out too long. Please split the lines where they meet in your mapping program; give bridges and tunnels the column bridge, tunnel or level.`,
  streets_elsewhere: ({ value }) =>
    `Hardly any home lies near a street: the middle of the streets is about ${value} km from that of the homes. Please give the streets of this place, or check the coordinate systems of both.`,
  streets_shifted: ({ value, layer }) =>
    `The streets and the homes or boundaries seem to be in different coordinate systems: they fit only with "${layer}" taken as ${value}. Otherwise they are hundreds of metres apart and no walk can be trusted. Please check, and import again in the right system.`,
  streets_islands: ({ value }) =>
    `${value} parts of the walkways have no way to the rest; where no facility stands on one, none can be reached from it. Please check where they break off, and add the missing links.`,
  streets_incomplete: ({ value, column }) =>
    column === 'unplaced'
      ? 'Too many of the elders here have no street near their homes: the streets look incomplete, so no verdict is given. Please complete the walkways and open the data again.'
      : `There are only ${value} m of walkway to each hectare in and around what is built here: the streets look incomplete, so no verdict is given. Please complete the walkways and open the data again.`,
  streets_end_near: ({ value, column }) =>
    `${value} homes without "${column}" in reach lie near where the streets of the data end: a way or a facility beyond could change the answer. Please load streets and facilities for more than the area under study.`,
  homes_unplaced: ({ value, id }) =>
    `${value} homes have no street that can be walked to within the limit (the farthest is ${id}): whether they are covered is not known, and they do not count as covered. Please add the paths that lead to them, or check where they stand.`,
};
