import { describe, expect, it } from 'vitest';
import type { PlanNoteCode } from '../../src/core/siting/plan-types.ts';
import { sayNote } from '../../src/i18n/plan/notes.ts';

/** One of each, as plans write them. */
const NOTES: Record<PlanNoteCode, [value: number | string | null, detail: string | null]> = {
  weight_unknown: [3, null],
  elders_unplaced: [120, null],
  unreachable_left_out: [4, null],
  islands_left_out: [2, 'r1;r2'],
  condition_unknown: [7, 'own_entrance'],
  forced_despite: ['c1', 'lift;floor_area'],
  no_premises: [null, 'network'],
  costs_each_service: [null, null],
  premises_too_small: ['c2', 'day_care;meal'],
  room_unknown: [5, 'day_care'],
  room_not_in_figures: [null, null],
  room_of_weight_only: [null, null],
  no_alternatives: [null, null],
  requirements_not_tested: [null, null],
};
const codes = Object.keys(NOTES) as PlanNoteCode[];

describe('notes of a plan of sites', () => {
  it.each(codes)('%s is a sentence in both languages, with its number and without a code of ours', (code) => {
    const [value, detail] = NOTES[code];
    const [zh, en] = (['zh', 'en'] as const).map((locale) => sayNote({ code, value, detail }, locale));
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).not.toMatch(/[一-鿿]|_/);
    expect(zh).not.toMatch(/_/);
    if (typeof value === 'number') expect([zh, en].every((text) => text?.includes(String(value)))).toBe(true);
  });

  it('call conditions, reasons and kinds by their names', () => {
    const say = (code: PlanNoteCode, detail: string) => sayNote({ code, value: 1, detail }, 'zh');
    expect(say('condition_unknown', 'own_entrance')).toContain('“独立出入口”');
    expect(say('forced_despite', 'fire_safety')).toContain('消防不合格');
    expect(say('forced_despite', 'lift;cost_unknown')).toContain('楼上且无电梯、费用不详');
    expect(say('room_unknown', 'day_care')).toContain('日间照料');
  });
});
