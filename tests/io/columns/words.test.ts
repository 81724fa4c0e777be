import { describe, expect, it } from 'vitest';
import type { Choices } from '../../../src/io/columns/column.ts';
import * as WORDS from '../../../src/io/columns/words.ts';
import { findChoice } from '../../../src/io/values.ts';

/** Words as ledgers have them, by the code that they stand for; `-` for words that must not be taken for any code. */
const CASES: [string, Choices, Record<string, string>][] = [
  [
    'status',
    WORDS.STATUS_WORDS,
    {
      open: '运营 正常运营 试运营 存续 已建成 营业中 在业 已启用 Operating ACTIVE open',
      under_construction: '在建 建设中 施工中 装修 筹建中 Under-Construction',
      approved: '立项 已立项 已批准 待建 拟建 planned',
      reserved: '储备 规划 规划中 预留 意向 proposed',
      closed: '停业 关停 注销 已注销 撤销 停用 暂停运营 歇业 拆除 Closed',
      '-': '整改 不运营 未知 试 openly',
    },
  ],
  [
    'level',
    WORDS.LEVEL_WORDS,
    {
      city: '市 地级市 city',
      county: '区 县 区县 县级市 市辖区',
      subdistrict: '街道 镇 乡 区镇 Township',
      community: '社区 村 村社 居委会 行政村 village',
      unit: '大社区 规划单元 网格 片区',
      '-': '省 国 楼栋',
    },
  ],
  [
    'setting',
    WORDS.SETTING_WORDS,
    { urban: '城镇 城市 城区 镇区 111 112 121 122 123', rural: '农村 乡村 村庄 210 220', '-': '110 211 城乡 郊' },
  ],
  ['stage', WORDS.STAGE_WORDS, { new: '新建 新建小区 新', existing: '已建 已建成 既有 老旧小区', '-': '新旧 在建' }],
  ['basis', WORDS.BASIS_WORDS, { registered: '户籍 户籍人口', permanent: '常住 常住人口', '-': '流动 暂住' }],
  [
    'operator',
    WORDS.OPERATOR_WORDS,
    {
      public: '公办 公建公营 国有 事业单位 集体',
      private: '民办 民营 公建民营 民办非企业单位 社会力量 企业',
      '-': '合营 混合',
    },
  ],
  [
    'medical',
    WORDS.MEDICAL_WORDS,
    { in_house: '内设 内设医疗机构 护理站 医务室', contract: '签约 签约合作 协议', none: '无 没有 none', '-': '其他' },
  ],
  [
    'accepts',
    WORDS.ACCEPTS_WORDS,
    {
      self_caring: '自理 能自理 自理老人',
      semi: '半失能 半自理 介助',
      dependent: '失能 全失能 介护 失智',
      '-': '五保 特困',
    },
  ],
  [
    'tenure',
    WORDS.TENURE_WORDS,
    { owned: '自有', state_owned: '国有', collective: '集体所有', rented: '租赁 租用', free: '无偿使用', '-': '不明' },
  ],
  [
    'services',
    WORDS.SERVICE_WORDS,
    {
      meals: '助餐 老年餐桌 送餐 膳食',
      bathing: '助浴',
      cleaning: '助洁',
      medical_help: '助医 陪诊',
      emergency: '助急',
      rehabilitation: '康复 康复训练',
      day_care: '日托 日间照料',
      home_visits: '上门服务 探访关爱 巡访',
      '-': '法律咨询 理发',
    },
  ],
];

describe.each(CASES)('words for %s', (_, choices, byCode) => {
  const cases = Object.entries(byCode).flatMap(([code, words]) => words.split(' ').map((word) => ({ word, code })));

  it.each(cases)('$word is $code', ({ word, code }) => {
    expect(findChoice(word, choices) ?? '-').toBe(code);
  });

  it('and every code stands for itself', () => {
    for (const code of Object.keys(choices)) expect(findChoice(code, choices)).toBe(code);
  });
});

describe('a word', () => {
  it('is known in full width, with spaces, in brackets and as a number', () => {
    expect(findChoice(' 正常 运营 ', WORDS.STATUS_WORDS)).toBe('open');
    expect(findChoice('（在建）', WORDS.STATUS_WORDS)).toBe('under_construction');
    expect(findChoice('ＯＰＥＮ', WORDS.STATUS_WORDS)).toBe('open');
    expect(findChoice(111, WORDS.SETTING_WORDS)).toBe('urban');
    expect(findChoice(220, WORDS.SETTING_WORDS)).toBe('rural');
  });

  it('is not found inside a longer one: 未运营 is not 运营, 半失能 not 失能', () => {
    expect(findChoice('未运营', WORDS.STATUS_WORDS)).toBe('closed');
    expect(findChoice('半失能', WORDS.ACCEPTS_WORDS)).toBe('semi');
    expect(findChoice('拟运营中心', WORDS.STATUS_WORDS)).toBeUndefined();
  });
});
