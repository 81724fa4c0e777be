/** Sentences for problems in the user's data: where it is, what it is, what was done, what the user can do. */
import { dataWords } from './data/index.ts';
import type { ProblemCode } from '../core/problem-codes.ts';
import type { Problem } from '../core/types.ts';
import { formatKind, type Locale } from './index.ts';
import { formatInteger } from './numbers.ts';
import type { Sentence } from './problem-words.ts';
import { packsEn, packsZh } from './problems-packs.ts';
import { scenariosEn, scenariosZh } from './problems-scenarios.ts';
import { streetsEn, streetsZh } from './problems-streets.ts';

const inBrackets = (text: string): string => (text === '' ? '' : ` (${text})`);
const countRows = (count: string): string => dataWords('en').rows(count);
const inWideBrackets = (text: string): string => (text === '' ? '' : `（${text}）`);

const zh: Record<ProblemCode, Sentence> = {
  ...streetsZh,
  ...packsZh,
  ...scenariosZh,
  file_empty: () => '文件是空的。请检查导出是否完成，再打开一次。',
  file_unknown_format: ({ value }) =>
    `不认识这种文件${inWideBrackets(value)}。请另存为 CSV、Excel（.xlsx）、GeoJSON 或 FlatGeobuf。`,
  file_not_as_named: ({ value, isLeftOut }) =>
    isLeftOut
      ? '文件名后缀是地图图层，内容却是文本，未读取。如果是表格，请把后缀改为 .csv；否则请重新导出。'
      : `文件内容其实是 ${value}，已按内容读取。请改正文件名后缀。`,
  file_other_content: ({ value }) =>
    `文件内容不是后缀所写的格式（${value}），未读取。请核对是否选错了文件；如果没有选错，请用制作它的软件重新导出。`,
  file_unreadable: ({ value, isRow, isLeftOut }) =>
    isRow
      ? `这一项读不出${inWideBrackets(value)}，未计入；其余照常。请改正后重新导出。`
      : isLeftOut
        ? `文件已损坏或不完整，什么也没有读出${inWideBrackets(value)}。请重新导出。`
        : `文件已损坏或不完整，能读的部分已读入${inWideBrackets(value)}。请重新导出。`,
  file_too_large: ({ value }) => `文件超出上限${inWideBrackets(value)}，超出的未读取。请按街道拆分后再打开。`,
  file_legacy_xls: () => '这是旧版 Excel 文件（.xls）或加了密码的工作簿。请在表格软件中另存为不加密的 .xlsx。',
  file_not_in_project: () =>
    'project.json 没有提到这个文件，未读取。如应使用，请在 project.json 的 layers 中写上它的名字。',
  evaluation_invalid: ({ column, value }) =>
    `不是本工具的评估结果，或版本不同（${column}${value === '' ? '' : `：${value}`}），未作对比。请改用 analyse 命令写出的评估结果（.json）。`,
  text_damaged: ({ value }) => `有些字符不合 ${value} 编码，读成了“�”。请用表格软件另存为 UTF-8 编码的 CSV。`,
  row_quotes: () => '这一行的引号不成对，已不看引号、按分隔符拆开。请改正这一行，或用表格软件重新导出。',
  role_unknown: () => '看不出这张表是什么，未使用。请在文件名中写明（如 设施、小区、社区），或检查表头。',
  manifest_invalid: ({ column, value }) => `project.json 中的“${column}”不可用（${value}）。请按项目文件格式改正。`,
  manifest_newer: ({ value }) => `项目文件由更新的版本（${value}）保存，可能有内容读不出。请更新本工具。`,
  layer_file_missing: ({ value }) =>
    `project.json 提到的文件“${value}”不在文件夹中。请补上文件，或从 project.json 中删去。`,
  layer_missing: ({ layer }) => `没有读到${layer}。请同时打开养老设施表和居住小区表。`,
  osm_incomplete: ({ value }) =>
    `OpenStreetMap 数据不全（${value}），有些路可能缺失或被截断。请缩小范围或放宽时限后重新下载。`,
  osm_nothing_here: ({ value }) =>
    `这个 OpenStreetMap 文件在所需范围内没有任何道路（文件中共 ${value} 条）。请下载本地的数据，并核对范围的坐标。`,
  osm_outlines_broken: ({ value }) =>
    `OpenStreetMap 数据中有 ${value} 处水面、绿地或建筑的轮廓没有闭合，未画出。如在所研究的范围内，请下载更大的范围。`,
  osm_coastline: ({ value }) =>
    `有 ${value} 段海岸线；海面不是多边形，未画出，也不作为步行的阻隔。如临海，请在底图中补上海面。`,
  header_below: () => '表头取自这一行，以上各行作为标题略过。如不对，请删去表头以上的行。',
  header_joined: ({ value }) => `表头占两行，已合并为：${value}。如不对，请改成一行表头。`,
  column_unknown: ({ column }) => `列“${column}”不参与计算，原样保留。如应参与，请改用可识别的表头。`,
  column_missing: ({ column }) => `缺少列“${COLUMNS[column]?.zh ?? column}”。请补上这一列，或改用可识别的表头。`,
  column_renamed: ({ column, value }) => `列“${column}”读作“${value}”。如不对，请改表头。`,
  coordinates_missing: () => '没有坐标，无法放到地图上，未计入。请补上经度和纬度。',
  coordinate_not_number: ({ value, isLeftOut }) =>
    `坐标“${value}”不是数字，${isLeftOut ? '未计入' : '图形未使用'}。请改为十进制度数，如 120.5731。`,
  coordinates_out_of_range: ({ value, isLeftOut }) =>
    `坐标（${value}）不在地球经纬度范围内，${isLeftOut ? '未计入' : '图形未使用'}。请核对经纬度或坐标系。`,
  coordinates_projected: ({ value, isLeftOut }) =>
    `坐标（${value}）看起来是投影坐标（以米计，如 CGCS2000 三度带），目前还不能读取，${isLeftOut ? '未计入' : '图形未使用'}。请在制图软件中导出为经纬度（CGCS2000 或 WGS-84，以度计）。`,
  coordinates_swapped: ({ value, isRow }) =>
    isRow
      ? `经度和纬度写反了（${value}），已对调。请改正表格。`
      : `有 ${value} 行的经度和纬度写反了，已对调。请改正表格。`,
  crs_applied: ({ value }) => `坐标已由 ${value} 转换为 WGS-84。如不对，请指定坐标系重新打开。`,
  crs_declared: ({ value }) =>
    `文件自己写明是 ${value}，未按指定的坐标系转换。如文件写得不对，请改正它的坐标系，或另存为 CSV 后重新打开。`,
  crs_doubtful: ({ value }) => `坐标看起来是 ${value}，与所用坐标系不符，距离可能差几百米。请核对后指定坐标系。`,
  crs_unverified: ({ value }) =>
    `同时打开的另一张表是 ${value} 坐标，这张表无从检验，按原样读取；如果其实相同，位置会偏几百米。请指定坐标系。`,
  geometry_missing: () => '没有图形，无法放到地图上，未计入。请补上图形或坐标。',
  geometry_wrong_kind: ({ value }) => `图形类型（${value}）不适用于这一图层，未使用。请提供正确的点、线或面。`,
  polygon_self_crossing: () => '多边形自相交，已自动修复。请在制图软件中核对边界。',
  polygon_empty: () => '多边形没有面积，未使用。请重新绘制边界。',
  id_missing: ({ id, value }) =>
    id === ''
      ? `${value} 行没有编号，已用文件名和行号补上。请补上固定编号，以便日后对照。`
      : `没有编号，已补为“${id}”。请补上固定编号，以便日后对照。`,
  id_duplicate: ({ id, value }) => `编号“${value}”重复，这一行改为“${id}”。两行都保留，请核对。`,
  rows_joined: ({ value }) =>
    `有 ${value} 行与另一文件中同编号或同名的单元合并（一边是边界，一边是数字）。如不对，请改正编号。`,
  row_duplicate: () => '与前面某行完全相同，只计一次。请删去重复行；如是两处，请写明区别。',
  row_total: ({ value }) => `这是合计行${inWideBrackets(value)}，不是一处地点，未计入。如其实是一处地点，请改名称。`,
  row_note: ({ value }) => `这是说明或签名（${value}），不是一处地点，未计入。如其实是一处地点，请补全这一行。`,
  code_damaged: ({ value }) => `编码被表格软件改成了“${value}”，原来的 12 位编码已丢失。请把该列设为文本后重新导出。`,
  number_unreadable: ({ column, value }) => `“${column}”的值“${value}”不是数字，按不详处理。请改为数字。`,
  number_approximate: ({ column, value }) => `“${column}”的值“${value}”是约数，按其中的数字读取。请填写准确数。`,
  number_negative: ({ column, value }) => `“${column}”的值 ${value} 是负数，按不详处理。请改正。`,
  year_unreadable: ({ column, value }) => `“${column}”的值“${value}”看不出年份，按不详处理。请写四位年份。`,
  value_unreadable: ({ column, value }) =>
    `“${column}”的值“${value}”无法识别，按原文保留，不参与计算。请改用常见写法；日期请写作 2024-06-01。`,
  phone_zero_lost: ({ column, value }) =>
    `“${column}”中有号码像是丢了区号前的 0（如 ${value}），已原样保留。请把该列设为文本并补上 0。`,
  status_unknown: ({ value }) => `状态“${value}”无法识别，该设施暂不计入。请改为：运营、在建、立项、储备或关停。`,
  type_missing: ({ value }) =>
    `从这一行起，共 ${value} 行没有设施类型，不会计入任何服务。请补上类型，或在文件名中写明。`,
  type_unknown: ({ value }) => `设施类型“${value}”不在类型表中，按原名保留。如应归入某类，请提供类型对照表。`,
  type_map_code: ({ value }) =>
    `类型代码“${value}”不在类型表中，按原样保留，不计入已有的服务。请核对拼写；如是自定的类型，可照用。`,
  type_map_row: () => '这一行缺少类别或类型代码，未使用。请把两列都填上，或删去这一行。',
  level_unknown: ({ value }) =>
    `${value === '' ? '看不出层级' : `层级“${value}”无法识别`}，按同表多数单元的层级处理（都看不出时作自定义单元）。请写明：区、街道、镇、社区或村。`,
  area_unknown: ({ value, isArea }) =>
    isArea
      ? `上级单元“${value}”不在统计单元中，无法汇总到这一级。请补上这一单元，或核对编码。`
      : `所属单元“${value}”不在统计单元中，改按位置判断。请核对编码。`,
  area_cycle: () => '上级单元绕成了圈，已断开。请核对上级编码。',
  elders_unknown: () => '没有老年人数，不计入人数。请补上；没有老年人请填 0。',
  elders_80_above: ({ column, value }) => `“${column}”的人数（${value}）多于老年人总数，均按原数保留。请核对这两个数。`,
  elders_many: ({ column, value }) =>
    `“${column}”的人数（${value}）超过一个小区可能有的人数，按原数计入。请核对：是否多写了位数，或把全区的合计写成了一个小区。`,
  elders_mismatch: ({ value }) => `单元的老年人数与其小区合计（${value}）相差超过 2%。覆盖率按小区合计计算，请核对。`,
  elders_estimated: () => '有老年人数但没有小区，已在单元内均匀估算位置。请补充小区以得到准确结果。',
  residence_outside_areas: () => '不在任何统计单元内，计入合计但不计入单元。请核对位置或所属单元。',
};

const en: Record<ProblemCode, Sentence> = {
  ...streetsEn,
  ...packsEn,
  ...scenariosEn,
  file_empty: () => 'The file is empty. Check that the export finished, then open it again.',
  file_unknown_format: ({ value }) =>
    `This kind of file is not read${inBrackets(value)}. Save it as CSV, Excel (.xlsx), GeoJSON or FlatGeobuf.`,
  file_not_as_named: ({ value, isLeftOut }) =>
    isLeftOut
      ? 'The name says a map layer, but the file holds plain text and was not read. If it is a table, change the ending to .csv; else export it again.'
      : `The file is really ${value} and was read as such. Please correct its name.`,
  file_other_content: ({ value }) =>
    `What is in the file is not what its name says (${value}), so it was not read. Check that it is the right file; if it is, export it again from the program that made it.`,
  file_unreadable: ({ value, isRow, isLeftOut }) =>
    isRow
      ? `This entry cannot be read${inBrackets(value)} and does not count; the rest does. Correct it and export again.`
      : isLeftOut
        ? `The file is damaged or cut off and nothing of it could be read${inBrackets(value)}. Please export it again.`
        : `The file is damaged or cut off and was read as far as possible${inBrackets(value)}. Please export it again.`,
  file_too_large: ({ value }) =>
    `The file is beyond the bounds${inBrackets(value)}; what lies beyond was not read. Split it by subdistrict and open the parts.`,
  file_legacy_xls: () =>
    'This is an old Excel file (.xls), or a workbook with a password. Save it as .xlsx without one in your spreadsheet program.',
  file_not_in_project: () =>
    'project.json does not name this file, so it was not read. To use it, add its name under layers in project.json.',
  evaluation_invalid: ({ column, value }) =>
    `This is no evaluation of this tool, or one of another version (${column}${value === '' ? '' : `: ${value}`}), so nothing is compared. Please give an evaluation (.json) that the command analyse has written.`,
  text_damaged: ({ value }) =>
    `Some characters are not ${value} and were read as "�". Save the table as CSV in UTF-8 in your spreadsheet program.`,
  row_quotes: () =>
    'A quotation mark in this row has no partner; the row was parted without regard to quotes. Correct the row, or export it from a spreadsheet program.',
  role_unknown: () =>
    'It is not clear what this table is, so it is not used. Say so in the file name (facilities, residences, areas) or check its header.',
  manifest_invalid: ({ column, value }) =>
    `"${column}" in project.json cannot be used (${value}). Correct it as the project format says.`,
  manifest_newer: ({ value }) =>
    `The project was saved by a newer version (${value}); some of it may not be read. Please update this tool.`,
  layer_file_missing: ({ value }) =>
    `project.json names the file "${value}", which is not in the folder. Add the file or remove its entry.`,
  layer_missing: ({ layer }) =>
    `No ${layer.toLowerCase()} could be read. Open a table of facilities and one of homes together.`,
  osm_incomplete: ({ value }) =>
    `The OpenStreetMap data are incomplete (${value}): some ways may be missing or cut. Please download them again, for a smaller area or with a longer time limit.`,
  osm_nothing_here: ({ value }) =>
    `This OpenStreetMap file has nothing where it is asked for (it holds ${value} ways in all). Please download the data of the place itself, and check the coordinates of the area.`,
  osm_outlines_broken: ({ value }) =>
    `The outlines of ${value} waters, greens or buildings in the OpenStreetMap data do not close; they are not drawn. If they lie where you work, please download a larger area.`,
  osm_coastline: ({ value }) =>
    `There are ${value} pieces of coastline. The sea is no polygon, so it is neither drawn nor a barrier to walking. If you work by the sea, please add its polygon to the background.`,
  header_below: () =>
    'The header was found in this row; the lines above were passed over as titles. If that is wrong, please delete what stands above it.',
  header_joined: ({ value }) =>
    `The header takes two rows, which were read as one: ${value}. If that is wrong, change it to one row.`,
  column_unknown: ({ column }) =>
    `Column "${column}" is not computed with; it is kept as it is. If it should be, change its header.`,
  column_missing: ({ column }) =>
    `Column "${COLUMNS[column]?.en ?? column}" is missing. Add it, or use a header that is understood.`,
  column_renamed: ({ column, value }) =>
    `Column "${column}" was read as "${value}". If that is wrong, change the header.`,
  coordinates_missing: () => 'No coordinates: it cannot be placed and does not count. Add longitude and latitude.',
  coordinate_not_number: ({ value, isLeftOut }) =>
    `The coordinate "${value}" is not a number; the ${isLeftOut ? 'row does not count' : 'shape is not used'}. Write decimal degrees such as 120.5731.`,
  coordinates_out_of_range: ({ value, isLeftOut }) =>
    `The coordinates (${value}) are nowhere on earth; the ${isLeftOut ? 'row does not count' : 'shape is not used'}. Check them, or the coordinate system.`,
  coordinates_projected: ({ value, isLeftOut }) =>
    `The coordinates (${value}) look like metres of a map projection (such as a CGCS2000 3-degree zone), which are not read yet; the ${isLeftOut ? 'row does not count' : 'shape is not used'}. Export longitude and latitude in degrees (CGCS2000 or WGS-84) from your mapping program: change the system there.`,
  coordinates_swapped: ({ value, isRow }) =>
    isRow
      ? `Longitude and latitude were exchanged (${value}) and have been put right. Please correct the table.`
      : `Longitude and latitude were exchanged in ${countRows(value)} and have been put right. Please correct the table.`,
  crs_applied: ({ value }) =>
    `Coordinates were converted from ${value} to WGS-84. If that is wrong, say the system and open again.`,
  crs_declared: ({ value }) =>
    `The file itself says ${value}, so the system that was said is not applied to it. If the file is wrong, correct its system, or save it as CSV and open again.`,
  crs_doubtful: ({ value }) =>
    `The coordinates look like ${value}, not the system used: distances may be wrong by hundreds of metres. Check, then say the system.`,
  crs_unverified: ({ value }) =>
    `Another table opened with this one is in ${value}; nothing here tells whether this one is too, so it was read as it stands. If it is, places are off by hundreds of metres: say the system.`,
  geometry_missing: () => 'No geometry: it cannot be placed on the map and does not count. Add a shape or coordinates.',
  geometry_wrong_kind: ({ value }) =>
    `This kind of geometry (${value}) does not belong in the layer and is not used. Give points, lines or polygons as the layer needs.`,
  polygon_self_crossing: () =>
    'The polygon crosses itself and was repaired. Please check the boundary in your drawing program.',
  polygon_empty: () => 'The polygon has no area and is not used. Draw the boundary again.',
  id_missing: ({ id, value }) =>
    id === ''
      ? `${countRows(value)} without an id: ids were made from the file's name and the row. Add lasting ids so that results can be compared later.`
      : `No id: "${id}" was made. Add lasting ids so that results can be compared later.`,
  id_duplicate: ({ id, value }) =>
    `The id "${value}" is used twice; this row became "${id}". Both are kept: please check.`,
  rows_joined: ({ value }) =>
    `Joined with areas of the same code or name in another file: ${countRows(value)} (one file has the boundary, one the figures). If that is wrong, please correct the codes.`,
  row_duplicate: () =>
    'The same as an earlier row in every column: counted once. Delete the repeat, or say what differs.',
  row_total: ({ value }) =>
    `This is a totals row${inBrackets(value)}, not a place: left out. If it is a place, change its name.`,
  row_note: ({ value }) =>
    `This is a remark or a signature (${value}), not a place: left out. If it is a place, please fill in its row.`,
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
  value_unreadable: ({ column, value }) =>
    `"${value}" in "${column}" is not understood: kept as text, not computed with. Please use one of the usual words; write dates as 2024-06-01.`,
  phone_zero_lost: ({ column, value }) =>
    `Telephone numbers in "${column}" seem to have lost the 0 before the area code (such as ${value}); they are kept as they are. Set the column to text and add the 0.`,
  status_unknown: ({ value }) =>
    `The status "${value}" is not understood; the facility does not count for now. Write open, under_construction, approved, reserved or closed.`,
  type_missing: ({ value }) =>
    `From this row on, ${countRows(value)} without a type of facility: counted for no service. Add the type, or say it in the file name.`,
  type_unknown: ({ value }) =>
    `The type "${value}" is not on our list and is kept under its own name. To count it as another type, give a mapping file.`,
  type_map_code: ({ value }) =>
    `The type code "${value}" is not on our list; it is kept and counts for none of the services that are. Check its spelling; a type of your own may stay.`,
  type_map_row: () =>
    'This line lacks a category or a type code and is not used. Fill in both columns, or delete the line.',
  level_unknown: ({ value }) =>
    `${value === '' ? 'The level cannot be told' : `The level "${value}" is not understood`}: taken as that of most areas of the table, or as a unit of your own where none is told. Write county, subdistrict or community.`,
  area_unknown: ({ value, isArea }) =>
    isArea
      ? `The area above, "${value}", is not among the areas, so nothing is summed up for it. Add it, or check the code.`
      : `The area "${value}" is not among the areas; its position decides. Please check the code.`,
  area_cycle: () => 'The areas above it form a circle, which was cut. Check the codes of the areas above.',
  elders_unknown: () => 'The number of elders is blank and is in no sum. Fill it in; write 0 where there are none.',
  elders_80_above: ({ column, value }) =>
    `"${column}" has more people (${value}) than there are elders in the row; both are kept as they are. Please check the two figures.`,
  elders_many: ({ column, value }) =>
    `"${column}" has more people (${value}) than live in one home; they count as they stand. Please check: a figure too many, or the sum of a whole place in the row of one home?`,
  elders_mismatch: ({ value }) =>
    `The area's elders differ from the sum of its homes (${value}) by more than 2 %. Shares use the homes: please check.`,
  elders_estimated: () =>
    'Elders but no homes: places were estimated evenly inside the area. Add its homes for exact results.',
  residence_outside_areas: () => 'Lies in no area: counted in the totals, in no area. Check its position or area code.',
};

/** Our columns that a sentence names although the user has no word for them. */
const COLUMNS: Record<string, { zh: string; en: string }> = {
  'lon, lat': { zh: '经度、纬度', en: 'longitude, latitude' },
  elders: { zh: '老年人数', en: 'elders' },
};

/** One sentence or two for a problem, without its place. */
export function problemSentence(problem: Problem, locale: Locale): string {
  return problemsSentence([problem], locale);
}

/**
 * The same for several problems of one code, layer, column and action: a sentence that holds for all of them, with the
 * first of their values, or from the least to the most of their numbers. The list must not be empty.
 */
export function problemsSentence(problems: readonly Problem[], locale: Locale): string {
  const [first] = problems;
  if (first === undefined) throw new Error('problemsSentence needs at least one problem, got none');
  const { code, column, layer, row, action } = first;
  return (locale === 'zh' ? zh : en)[code]({
    value: joinValues(problems, locale),
    column: code === 'streets_end_near' ? formatKind(column ?? '', locale) : (column ?? ''),
    id: listFirst(
      problems.map(({ id }) => id ?? ''),
      locale,
    ),
    layer: layer === null ? '' : dataWords(locale).layers[layer],
    isRow: row !== null,
    isLeftOut: action === 'left_out',
    isArea: layer === 'areas',
  });
}

function joinValues(problems: readonly Problem[], locale: Locale): string {
  const numbers = problems.flatMap((problem) => (typeof problem.value === 'number' ? [problem] : []));
  if (numbers.length < problems.length)
    return listFirst(
      problems.map((problem) => formatValue(problem, locale)),
      locale,
    );
  const sorted = numbers.toSorted((a, b) => Number(a.value) - Number(b.value));
  const ends = [sorted.at(0), sorted.at(-1)].map((each) => (each ? formatValue(each, locale) : ''));
  return [...new Set(ends)].join('–');
}

/** Texts of a list that are told one by one. */
const TOLD = 5;

/** The first different texts of a list, and whether there are more. */
export function listFirst(texts: readonly string[], locale: Locale): string {
  const all = [...new Set(texts)].filter((text) => text !== '');
  const list = all.slice(0, TOLD).join(locale === 'zh' ? '、' : ', ');
  if (all.length <= TOLD) return list;
  return locale === 'zh' ? `${list}等` : `${list} and others`;
}

/** Numbers that are counts or bounds get their separators; a cell of the user's stays as it stands in the file. */
function formatValue({ code, value }: Problem, locale: Locale): string {
  if (value === null) return '';
  if (code === 'file_too_large' && value === BYTES_PER_GIGABYTE) return '1 GB';
  if (COUNTS.has(code) && typeof value === 'number') return formatInteger(value, locale);
  const systems: Record<string, string> = dataWords(locale).crsNames;
  const isSystem = code.startsWith('crs_') || code === 'streets_shifted';
  return isSystem ? (systems[String(value)] ?? String(value)) : String(value);
}

const BYTES_PER_GIGABYTE = 1_073_741_824;
const COUNTS = new Set<ProblemCode>([
  'file_too_large',
  'coordinates_swapped',
  'id_missing',
  'rows_joined',
  'type_missing',
  'elders_mismatch',
  'elders_80_above',
  'elders_many',
  'streets_not_joined',
  'streets_end_near',
  'homes_unplaced',
]);

/** Where the problem is: file, row, id; empty where it concerns everything. An id made of file and row says no more. */
export function problemPlace({ file, row, id }: Problem, locale: Locale): string {
  const words = row === null ? null : locale === 'zh' ? `第 ${row} 行` : `row ${row}`;
  const shown = file !== null && id === madeId(file, row) ? null : id;
  return [file, words, shown].filter((part) => part !== null && part !== '').join(locale === 'zh' ? '，' : ', ');
}

/** The id that reading gives a row without one. */
function madeId(file: string, row: number | null): string {
  const stem = (file.split('/').pop() ?? file).replace(/\.[a-z0-9]+(?=#|$)/iu, '');
  return `${stem}-${row}`;
}

/** Codes of problems of which a ledger has one for almost every column: told together, see `columnsLine`. */
export const COLUMN_CODES: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['column_renamed', 'column_unknown']);

/** One line for all columns of a file that were understood, or were not. The list must not be empty. */
export function columnsLine(problems: readonly Problem[], locale: Locale): string {
  const [first] = problems;
  if (first === undefined) throw new Error('columnsLine needs at least one problem, got none');
  const names = problems.map(({ column, value }) => (value === null ? (column ?? '') : `${column ?? ''} → ${value}`));
  return lineOf(first, COLUMNS_SENTENCES[locale](names, first.code === 'column_unknown'), locale);
}

const COLUMNS_SENTENCES: Record<Locale, (names: string[], isUnknown: boolean) => string> = {
  zh: (names, isUnknown) =>
    isUnknown
      ? `不参与计算、原样保留的列：${names.join('、')}。如应参与，请改用可识别的表头。`
      : `按表头识别的列：${names.join('、')}。如不对，请改表头。`,
  en: (names, isUnknown) =>
    isUnknown
      ? `Columns that are kept but not computed with: ${names.join(', ')}. If one should be, change its header.`
      : `Columns understood by their headers: ${names.join(', ')}. If one is wrong, change its header.`,
};

/** The whole line, as the command line prints it. */
export function problemLine(problem: Problem, locale: Locale): string {
  return lineOf(problem, problemSentence(problem, locale), locale);
}

function lineOf(problem: Problem, sentence: string, locale: Locale): string {
  const words = dataWords(locale);
  const place = problemPlace(problem, locale);
  const elders = problem.elders === null ? '' : words.problemsElders(formatInteger(problem.elders, locale));
  const head = `${words.severities[problem.severity]}${locale === 'zh' ? '：' : ': '}${place}${place ? ' — ' : ''}`;
  return `${head}${sentence}${locale === 'zh' ? inWideBrackets(elders) : inBrackets(elders)}`;
}
