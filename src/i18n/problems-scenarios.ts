/** Sentences for problems of files of scenarios. */
import type { ProblemCode } from '../core/problem-codes.ts';
import type { Sentence, Words } from './problem-words.ts';

type ScenarioCode = Extract<ProblemCode, `scenario_${string}`>;

const isEdit = ({ column }: Words): boolean => column.startsWith('edits[');

function leftOutZh(words: Words): string {
  if (!words.isLeftOut) return '';
  return isEdit(words) ? '，这一步未使用' : '，未使用';
}

function leftOutEn(words: Words): string {
  if (!words.isLeftOut) return '';
  return isEdit(words) ? '; this edit is not used' : '; it is not used';
}

export const scenariosZh: Record<ScenarioCode, Sentence> = {
  scenario_not_json: ({ value }) =>
    `方案文件不是 JSON，或写法有误（${value}），未使用。请在文本编辑器中检查逗号、引号和括号。`,
  scenario_not_a_file: ({ column, value }) =>
    `这不是方案文件：“${column}”应写明 care-circle-scenario 和版本 1，现为“${value}”。请选择方案文件，或照格式补上。`,
  scenario_newer: ({ value }) => `方案文件的格式版本（${value}）比本工具新，未使用。请更新本工具。`,
  scenario_too_large: ({ column, value }) => `“${column}”超出上限（${value}），超出的未使用。请拆成几个方案文件。`,
  scenario_field_invalid: (words) =>
    `方案“${words.id}”的“${words.column}”不合格式${leftOutZh(words)}（现值 → 可用：${words.value}）。请照可用的写法改正。`,
  scenario_id_duplicate: ({ id, value }) =>
    `方案编号“${id}”出现不止一次，后一个改为“${value}”。请给每个方案不同的编号。`,
  scenario_id_unknown: ({ id, column, value }) =>
    `方案“${id}”的“${column}”提到的“${value}”不在数据中：这一步保留，但测算时略过。请核对编号，或删去这一步。`,
  scenario_link_open: ({ id, column, value }) =>
    `方案“${id}”的连接“${value}”${column === 'start' ? '起点' : '终点'}附近没有步行路网，没有接上。请把它画到路边。`,
  scenario_link_nowhere: ({ id, value }) =>
    `方案“${id}”的连接“${value}”两端接在同一处，不起作用。请把两端画到要连通的两条路边。`,
  scenario_link_no_streets: ({ id, value }) =>
    `数据中没有步行路网，方案“${id}”的连接“${value}”不起作用。请先用 network 命令生成路网。`,
  scenario_id_taken: ({ id, column, value }) =>
    `方案“${id}”的“${column}”要新增的“${value}”已在数据中：这一步保留，但测算时略过。请换一个编号，或删去这一步。`,
};

export const scenariosEn: Record<ScenarioCode, Sentence> = {
  scenario_not_json: ({ value }) =>
    `The file of scenarios is no JSON, or is not written correctly (${value}), and is not used. Check commas, quotation marks and brackets in a text editor.`,
  scenario_not_a_file: ({ column, value }) =>
    `This is no file of scenarios: "${column}" should say care-circle-scenario and version 1, and says "${value}". Please choose a file of scenarios, or add it.`,
  scenario_newer: ({ value }) =>
    `The file of scenarios is written in a newer version of the format (${value}) and is not used. Please update this tool.`,
  scenario_too_large: ({ column, value }) =>
    `"${column}" is beyond the bounds (${value}); what lies beyond is not used. Split it into several files.`,
  scenario_field_invalid: (words) =>
    `"${words.column}" of scenario "${words.id}" does not fit${leftOutEn(words)} (what is there → what may be: ${words.value}). Please correct it.`,
  scenario_id_duplicate: ({ id, value }) =>
    `The scenario id "${id}" is given more than once; the later one became "${value}". Give each scenario its own id.`,
  scenario_id_unknown: ({ id, column, value }) =>
    `"${column}" of scenario "${id}" names "${value}", which is not in the data: the edit is kept, but passed over in every run. Please check the id, or delete the edit.`,
  scenario_link_open: ({ id, column, value }) =>
    `The ${column} of link "${value}" of scenario "${id}" joins no street: there is none near. Please draw it to the side of one.`,
  scenario_link_nowhere: ({ id, value }) =>
    `Both ends of link "${value}" of scenario "${id}" join the streets at one place: it is of no use. Draw its ends to the two streets that it should join.`,
  scenario_link_no_streets: ({ id, value }) =>
    `The data have no walkways: link "${value}" of scenario "${id}" is of no use. Please make them with the network command.`,
  scenario_id_taken: ({ id, column, value }) =>
    `"${column}" of scenario "${id}" adds "${value}", which is in the data already: the edit is kept, but passed over in every run. Please give it another id, or delete the edit.`,
};
