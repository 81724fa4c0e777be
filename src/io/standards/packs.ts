/** The packs that we ship: what a list of them shows, and each pack itself, loaded when asked for. */
import type { StandardPack } from '../../core/standards/types.ts';

/** What can be told of a pack without loading it. */
export type PackSummary = Pick<StandardPack, 'id' | 'place' | 'title' | 'period' | 'status'>;

/** By id. Kept by hand, so that a list needs no pack; a test holds it to the packs. */
export const PACKS: readonly PackSummary[] = [
  {
    id: 'gulou-2021-2025',
    place: { zh: '南京市鼓楼区', en: 'Gulou District, Nanjing' },
    title: {
      zh: '鼓楼区“十四五”养老服务发展规划',
      en: 'Gulou District elder-care service development plan, 14th FYP',
    },
    period: [2021, 2025],
    status: 'issued',
  },
  {
    id: 'hangzhou-2021-2025-draft',
    place: { zh: '杭州市', en: 'Hangzhou' },
    title: {
      zh: '杭州市养老服务业发展“十四五”规划（征求意见稿）',
      en: 'Hangzhou elder-care sector plan, 14th FYP (CONSULTATION DRAFT)',
    },
    period: [2021, 2025],
    status: 'draft',
  },
  {
    id: 'kunshan-2021-2025',
    place: { zh: '昆山市（江苏苏州）', en: 'Kunshan (county-level city), Suzhou, Jiangsu' },
    title: {
      zh: '昆山养老服务发展“十四五”规划',
      en: 'Kunshan elder-care service development plan, 14th FYP',
    },
    period: [2021, 2025],
    status: 'issued',
  },
  {
    id: 'liangxi-2021-2025',
    place: { zh: '无锡市梁溪区', en: 'Liangxi District, Wuxi' },
    title: {
      zh: '梁溪区“十四五”养老服务发展规划',
      en: 'Liangxi District elder-care service development plan, 14th FYP',
    },
    period: [2021, 2025],
    status: 'issued',
  },
  {
    id: 'qidong-2020-2022',
    place: { zh: '启东市（江苏南通）', en: 'Qidong (county-level city), Nantong, Jiangsu' },
    title: {
      zh: '启东市深化居家养老服务三年行动计划（2020—2022年）',
      en: 'Qidong three-year action plan to deepen home care, 2020-2022',
    },
    period: [2020, 2022],
    status: 'expired',
  },
];

/** Each by its whole name, because a bundler makes a chunk of each that it can see. */
const LOADERS: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  'gulou-2021-2025': () => import('../../../data/standards/gulou-2021-2025.json', { with: { type: 'json' } }),
  'hangzhou-2021-2025-draft': () =>
    import('../../../data/standards/hangzhou-2021-2025-draft.json', { with: { type: 'json' } }),
  'kunshan-2021-2025': () => import('../../../data/standards/kunshan-2021-2025.json', { with: { type: 'json' } }),
  'liangxi-2021-2025': () => import('../../../data/standards/liangxi-2021-2025.json', { with: { type: 'json' } }),
  'qidong-2020-2022': () => import('../../../data/standards/qidong-2020-2022.json', { with: { type: 'json' } }),
};

/** A shipped pack; null where we ship none of this id. Not read through `readPack`: tests have done that. */
export async function loadPack(id: string): Promise<StandardPack | null> {
  const load = Object.hasOwn(LOADERS, id) ? LOADERS[id] : undefined;
  return load === undefined ? null : ((await load()).default as StandardPack);
}
