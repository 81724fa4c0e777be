/** Sentences for problems in the user's data: where it is, what it is, what was done, what the user can do. */
import type { ProblemCode } from '../core/problem-codes.ts';
import type { Problem } from '../core/types.ts';
import { messages, type Locale } from './index.ts';
import { formatInteger } from './numbers.ts';

type Sentence = (p: { value: string; column: string; id: string }) => string;

const zh: Record<ProblemCode, Sentence> = {
  file_empty: () => '文件是空的。请检查导出是否完成，再打开一次。',
  file_unknown_format: ({ value }) =>
    `不认识这种文件（${value}）。请另存为 CSV、Excel（.xlsx）、GeoJSON 或 FlatGeobuf。`,
  file_not_as_named: ({ value }) => `文件内容其实是${value}，已按内容读取。请改正文件名后缀。`,
  file_unreadable: ({ value }) => `文件已损坏或不完整，读到出错处为止（${value}）。请重新导出。`,
  file_too_large: ({ value }) => `文件超出上限（${value}）。请按街道拆分后再打开。`,
  file_legacy_xls: () => '这是旧版 Excel 文件（.xls）。请在表格软件中另存为 .xlsx。',
  role_unknown: () => '看不出这张表是什么。请在文件名中写明（如 设施、小区、社区），或检查表头。',
  manifest_invalid: ({ column, value }) => `project.json 中的“${column}”不可用（${value}）。请按项目文件格式改正。`,
  manifest_newer: ({ value }) => `项目文件由更新的版本（${value}）保存，可能有内容读不出。请更新本工具。`,
  layer_file_missing: ({ value }) =>
    `project.json 提到的文件“${value}”不在文件夹中。请补上文件，或从 project.json 中删去。`,
  layer_missing: ({ value }) => `缺少必要的图层：${value}。请同时打开养老设施表和居住小区表。`,
  column_unknown: ({ column }) => `列“${column}”不参与计算，原样保留。如应参与，请改用可识别的表头。`,
  column_missing: ({ column }) => `缺少列“${column}”。请补上这一列，或改用可识别的表头。`,
  column_renamed: ({ column, value }) => `列“${column}”读作“${value}”。如不对，请改表头。`,
  coordinates_missing: () => '没有坐标，无法放到地图上，未计入。请补上经度和纬度。',
  coordinate_not_number: ({ value }) => `坐标“${value}”不是数字，未计入。请改为十进制度数，如 120.5731。`,
  coordinates_out_of_range: ({ value }) => `坐标（${value}）不在地球经纬度范围内，未计入。请核对经纬度或坐标系。`,
  coordinates_swapped: ({ value }) => `经度和纬度写反了（${value}），已对调。请改正表格。`,
  crs_applied: ({ value }) => `坐标已由 ${value} 转换为 WGS-84。如不对，请指定坐标系重新打开。`,
  crs_doubtful: ({ value }) => `坐标看起来是 ${value}，与所用坐标系不符，距离可能差几百米。请核对后指定坐标系。`,
  geometry_missing: () => '没有图形，无法放到地图上。请补上图形或坐标。',
  geometry_wrong_kind: ({ value }) => `图形类型（${value}）不适用于这一图层，未使用。请提供正确的点、线或面。`,
  polygon_self_crossing: () => '多边形自相交，已自动修复。请在制图软件中核对边界。',
  polygon_empty: () => '多边形没有面积，未使用。请重新绘制边界。',
  id_missing: ({ id }) => `没有编号，已补为“${id}”。请补上固定编号，以便日后对照。`,
  id_duplicate: ({ id, value }) => `编号“${value}”重复，第二行改为“${id}”。两行都保留，请核对。`,
  row_duplicate: () => '与前面某行完全相同，只计一次。请删去重复行；如是两处，请写明区别。',
  row_total: ({ value }) => `这是合计行（${value}），不是一处地点，未计入。如其实是一处地点，请改名称。`,
  code_damaged: ({ value }) => `编码被表格软件改成了“${value}”，原来的 12 位编码已丢失。请把该列设为文本后重新导出。`,
  number_unreadable: ({ column, value }) => `“${column}”的值“${value}”不是数字，按不详处理。请改为数字。`,
  number_approximate: ({ column, value }) => `“${column}”的值“${value}”是约数，按其中的数字读取。请填写准确数。`,
  number_negative: ({ column, value }) => `“${column}”的值 ${value} 是负数，按不详处理。请改正。`,
  year_unreadable: ({ column, value }) => `“${column}”的值“${value}”看不出年份，按不详处理。请写四位年份。`,
  status_unknown: ({ value }) => `状态“${value}”无法识别，该设施暂不计入。请改为：运营、在建、立项、储备或关停。`,
  type_missing: () => '没有设施类型，不会计入任何服务。请补上类型。',
  type_unknown: ({ value }) => `设施类型“${value}”不在类型表中，按原名保留。如应归入某类，请提供类型对照表。`,
  level_unknown: ({ value }) => `层级“${value}”无法识别，按社区处理。请改为：区、街道、镇、社区或村。`,
  area_unknown: ({ value }) => `所属单元“${value}”不在统计单元中，改按位置判断。请核对编码。`,
  area_cycle: () => '上级单元绕成了圈，已断开。请核对上级编码。',
  elders_unknown: () => '没有老年人数，不计入人数。请补上；没有老年人请填 0。',
  elders_mismatch: ({ value }) => `单元的老年人数与其小区合计（${value}）相差超过 2%。覆盖率按小区合计计算，请核对。`,
  elders_estimated: () => '有老年人数但没有小区，已在单元内均匀估算位置。请补充小区以得到准确结果。',
  residence_outside_areas: () => '不在任何统计单元内，计入合计但不计入单元。请核对位置或所属单元。',
};

const en: Record<ProblemCode, Sentence> = {
  file_empty: () => 'The file is empty. Check that the export finished, then open it again.',
  file_unknown_format: ({ value }) =>
    `This kind of file is not read (${value}). Save it as CSV, Excel (.xlsx), GeoJSON or FlatGeobuf.`,
  file_not_as_named: ({ value }) => `The file is really ${value} and was read as such. Please correct its name.`,
  file_unreadable: ({ value }) =>
    `The file is damaged or cut off and was read as far as possible (${value}). Please export it again.`,
  file_too_large: ({ value }) =>
    `The file is beyond the bounds (${value}). Split it by subdistrict and open the parts.`,
  file_legacy_xls: () => 'This is an old Excel file (.xls). Save it as .xlsx in your spreadsheet program.',
  role_unknown: () =>
    'It is not clear what this table is. Say so in the file name (facilities, residences, areas) or check its header.',
  manifest_invalid: ({ column, value }) =>
    `"${column}" in project.json cannot be used (${value}). Correct it as the project format says.`,
  manifest_newer: ({ value }) =>
    `The project was saved by a newer version (${value}); some of it may not be read. Please update this tool.`,
  layer_file_missing: ({ value }) =>
    `project.json names the file "${value}", which is not in the folder. Add the file or remove its entry.`,
  layer_missing: ({ value }) =>
    `A layer that is needed is missing: ${value}. Open a table of facilities and one of homes together.`,
  column_unknown: ({ column }) =>
    `Column "${column}" is not computed with; it is kept as it is. If it should be, change its header.`,
  column_missing: ({ column }) => `Column "${column}" is missing. Add it, or use a header that is understood.`,
  column_renamed: ({ column, value }) =>
    `Column "${column}" was read as "${value}". If that is wrong, change the header.`,
  coordinates_missing: () => 'No coordinates: it cannot be placed and does not count. Add longitude and latitude.',
  coordinate_not_number: ({ value }) =>
    `The coordinate "${value}" is not a number; the row does not count. Write decimal degrees such as 120.5731.`,
  coordinates_out_of_range: ({ value }) =>
    `The coordinates (${value}) are nowhere on earth; the row does not count. Check them, or the coordinate system.`,
  coordinates_swapped: ({ value }) =>
    `Longitude and latitude were exchanged (${value}) and have been put right. Please correct the table.`,
  crs_applied: ({ value }) =>
    `Coordinates were converted from ${value} to WGS-84. If that is wrong, say the system and open again.`,
  crs_doubtful: ({ value }) =>
    `The coordinates look like ${value}, not the system used: distances may be wrong by hundreds of metres. Check, then say the system.`,
  geometry_missing: () => 'No geometry: it cannot be placed on the map. Add a shape or coordinates.',
  geometry_wrong_kind: ({ value }) =>
    `This kind of geometry (${value}) does not belong in the layer and is not used. Give points, lines or polygons as the layer needs.`,
  polygon_self_crossing: () =>
    'The polygon crosses itself and was repaired. Please check the boundary in your drawing program.',
  polygon_empty: () => 'The polygon has no area and is not used. Draw the boundary again.',
  id_missing: ({ id }) => `No id: "${id}" was made. Add lasting ids so that results can be compared later.`,
  id_duplicate: ({ id, value }) =>
    `The id "${value}" is used twice; the second row became "${id}". Both are kept: please check.`,
  row_duplicate: () =>
    'The same as an earlier row in every column: counted once. Delete the repeat, or say what differs.',
  row_total: ({ value }) =>
    `This is a totals row (${value}), not a place: left out. If it is a place, change its name.`,
  code_damaged: ({ value }) =>
    `A spreadsheet turned the code into "${value}"; its 12 digits are lost. Set the column to text and export again.`,
  number_unreadable: ({ column, value }) =>
    `"${value}" in "${column}" is not a number and is taken as not known. Write a number.`,
  number_approximate: ({ column, value }) =>
    `"${value}" in "${column}" is approximate; its figure was read. Write the exact number.`,
  number_negative: ({ column, value }) =>
    `${value} in "${column}" is negative and is taken as not known. Please correct it.`,
  year_unreadable: ({ column, value }) =>
    `"${value}" in "${column}" holds no year and is taken as not known. Write four digits.`,
  status_unknown: ({ value }) =>
    `The status "${value}" is not understood; the facility does not count for now. Write open, under_construction, approved, reserved or closed.`,
  type_missing: () => 'No type of facility: it counts for no service. Add the type.',
  type_unknown: ({ value }) =>
    `The type "${value}" is not on our list and is kept under its own name. To count it as another type, give a mapping file.`,
  level_unknown: ({ value }) =>
    `The level "${value}" is not understood; taken as a community. Write county, subdistrict or community.`,
  area_unknown: ({ value }) =>
    `The area "${value}" is not among the areas; its position decides. Please check the code.`,
  area_cycle: () => 'The areas above it form a circle, which was cut. Check the codes of the areas above.',
  elders_unknown: () => 'The number of elders is blank and is in no sum. Fill it in; write 0 where there are none.',
  elders_mismatch: ({ value }) =>
    `The area's elders differ from the sum of its homes (${value}) by more than 2 %. Shares use the homes: please check.`,
  elders_estimated: () =>
    'Elders but no homes: places were estimated evenly inside the area. Add its homes for exact results.',
  residence_outside_areas: () => 'Lies in no area: counted in the totals, in no area. Check its position or area code.',
};

/** One sentence or two for a problem, without its place. */
export function problemSentence(problem: Problem, locale: Locale): string {
  const sentences = locale === 'zh' ? zh : en;
  return sentences[problem.code]({
    value: problem.value === null ? '' : String(problem.value),
    column: problem.column ?? '',
    id: problem.id ?? '',
  });
}

/** Where the problem is: file, row, id; empty where it concerns everything. */
export function problemPlace(problem: Problem, locale: Locale): string {
  const row = problem.row === null ? null : locale === 'zh' ? `第 ${problem.row} 行` : `row ${problem.row}`;
  return [problem.file, row, problem.id].filter((part) => part !== null).join(locale === 'zh' ? '，' : ', ');
}

/** The whole line, as the command line prints it. */
export function problemLine(problem: Problem, locale: Locale): string {
  const words = messages(locale).data;
  const place = problemPlace(problem, locale);
  const elders = problem.elders === null ? '' : ` (${words.problemsElders(formatInteger(problem.elders, locale))})`;
  return `${words.severities[problem.severity]}${locale === 'zh' ? '：' : ': '}${place}${place ? ' — ' : ''}${problemSentence(problem, locale)}${elders}`;
}
