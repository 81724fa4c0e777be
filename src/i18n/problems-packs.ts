/** Sentences for problems of packs of written standards. */
import type { ProblemCode } from '../core/problem-codes.ts';
import type { Sentence, Words } from './problem-words.ts';

type PackCode = Extract<ProblemCode, `pack_${string}`>;

/** What became of it: one row is not used, or nothing of the file is. */
function leftOutZh({ isLeftOut, isRow, id }: Words): string {
  if (!isLeftOut) return '';
  return isRow || id !== '' ? '，这一条未使用' : '，整个标准未使用';
}

function leftOutEn({ isLeftOut, isRow, id }: Words): string {
  if (!isLeftOut) return '';
  return isRow || id !== '' ? '; this row is not used' : '; nothing of the standard is used';
}

export const packsZh: Record<PackCode, Sentence> = {
  pack_not_json: ({ value }) =>
    `不是 JSON，或写法有误（${value}），整个标准未使用。请在文本编辑器中检查逗号、引号和括号。`,
  pack_not_a_pack: ({ column, value }) =>
    `这不是标准文件：“${column}”应写明 care-circle-standard 和版本 1，现为“${value}”。请选择标准文件，或照示例补上。`,
  pack_newer: ({ value }) => `标准文件的格式版本（${value}）比本工具新，未使用。请更新本工具。`,
  pack_too_large: (words) =>
    `“${words.column}”超出上限（${words.value}），超出的未使用${leftOutZh(words)}。请拆成几个标准文件，或简化写法。`,
  pack_field_missing: (words) => `缺少“${words.column}”${leftOutZh(words)}。请补上；写法见标准文件说明。`,
  pack_field_unknown: (words) =>
    `不认识“${words.column}”${leftOutZh(words)}。请核对拼写和位置，或删去；各处可写的内容见标准文件说明。`,
  pack_field_invalid: (words) =>
    `“${words.column}”不合格式${leftOutZh(words)}（现值 → 可用：${words.value}）。请照可用的写法改正。`,
  pack_id_duplicate: ({ id, value }) =>
    `编号“${id}”出现不止一次（${value}），只用第一条。请给每一条不同的编号；重复的指标用 sameAs 注明。`,
  pack_reference_unknown: ({ column, value }) =>
    `“${column}”提到的“${value}”不在这份标准中，已略去这一处引用。请核对编号。`,
  pack_parameter_unknown: (words) =>
    `“${words.column}”用到的参数“${words.value}”没有写在 parameters 中${leftOutZh(words)}。请在 parameters 中写明它的默认值和理由。`,
  pack_column_unknown: ({ column, value }) =>
    `“${column}”用到的列“${value}”不是本工具的列。如果您的表格里有这一列，即可照用；否则请核对列名。`,
  pack_type_unknown: ({ column, value }) =>
    `“${column}”中的设施类型“${value}”不在类型表中。如果您的设施表里有这一类型，即可照用；否则请核对类型代码。`,
};

export const packsEn: Record<PackCode, Sentence> = {
  pack_not_json: ({ value }) =>
    `This is no JSON, or is not written correctly (${value}); nothing of the standard is used. Check commas, quotation marks and brackets in a text editor.`,
  pack_not_a_pack: ({ column, value }) =>
    `This is no standard: "${column}" should say care-circle-standard and version 1, and says "${value}". Please choose a standard, or add it as in the example.`,
  pack_newer: ({ value }) =>
    `The standard is written in a newer version of the format (${value}) and is not used. Please update this tool.`,
  pack_too_large: (words) =>
    `"${words.column}" is beyond the bounds (${words.value}); what lies beyond is not used${leftOutEn(words)}. Split it into several standards, or write it more simply: please check.`,
  pack_field_missing: (words) =>
    `"${words.column}" is missing${leftOutEn(words)}. Please add it as the description of standards says.`,
  pack_field_unknown: (words) =>
    `"${words.column}" is not known there${leftOutEn(words)}. Check its spelling and place, or remove it; the description of standards lists what may stand where.`,
  pack_field_invalid: (words) =>
    `"${words.column}" does not fit${leftOutEn(words)} (what is there → what may be: ${words.value}). Please correct it.`,
  pack_id_duplicate: ({ id, value }) =>
    `The id "${id}" is given more than once (${value}); only the first is used. Give each row its own id, and say by sameAs that a target is repeated: please check.`,
  pack_reference_unknown: ({ column, value }) =>
    `"${column}" names "${value}", which is not in this standard; the reference is dropped. Please check the id.`,
  pack_parameter_unknown: (words) =>
    `"${words.column}" uses the parameter "${words.value}", which is not among the parameters${leftOutEn(words)}. Please add it there with its default and the reason for it.`,
  pack_column_unknown: ({ column, value }) =>
    `"${column}" uses the column "${value}", which is none of ours. That is fine if your tables have it; else please check its name.`,
  pack_type_unknown: ({ column, value }) =>
    `The facility type "${value}" in "${column}" is not on our list. That is fine if your facilities have it; else please check the code.`,
};
