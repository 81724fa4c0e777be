/**
 * Codes of everything that can be wrong or odd in the user's data. `i18n` must hold a sentence for each (a missing
 * one is a compile error). What a code says, in short, stands beside it; the sentence with the remedy is in `i18n`.
 */
export const PROBLEM_CODES = [
  // Files
  'file_empty', // nothing in it
  'file_unknown_format', // we have no reader for it (value: extension)
  'file_other_content', // a name of a format of ours on bytes that are none of them (value: extension)
  'file_not_as_named', // its bytes are another format than its name says (value: what it is)
  'file_unreadable', // damaged or cut off (value: the reader's words); with a row: that one entry
  'file_too_large', // beyond the stated bounds (value: the bound)
  'file_legacy_xls', // old .xls: save as .xlsx
  'file_not_in_project', // stands beside project.json, which does not name it
  'evaluation_invalid', // a file to compare with is no evaluation of ours (column: what is not right; value: what is there)
  'text_damaged', // bytes that are no character of the encoding (value: the encoding)
  'row_quotes', // a quotation mark without its partner: the line was parted without regard to quotes
  'role_unknown', // cannot tell which layer the table is
  'manifest_invalid', // project.json is not usable (column: the key; value: what is there)
  'manifest_newer', // written by a newer version of the format
  'layer_file_missing', // project.json names a file that is not there (value: file name)
  'layer_missing', // a layer that analysis needs was not given
  // OpenStreetMap
  'osm_incomplete', // ways without all their nodes, or an answer cut short (value: how many, or the server's words)
  'osm_nothing_here', // no way and nothing to draw where it is asked for (value: how many ways there are elsewhere)
  'osm_outlines_broken', // areas whose outline does not close (value: how many)
  'osm_coastline', // the sea is not drawn: coastlines are lines, not areas (value: how many)
  // Columns
  'header_below', // lines above the header were passed over as titles (row: the header's)
  'header_joined', // a header of two rows was made one (value: the names made)
  'column_unknown', // kept under its own name, not computed with
  'column_missing', // a column that the layer needs is not there
  'column_renamed', // a header was understood as one of ours (column: theirs; value: ours)
  // Coordinates and geometry
  'coordinates_missing',
  'coordinate_not_number',
  'coordinates_out_of_range',
  'coordinates_projected', // metres of a projection (CGCS2000 and others), which are not read yet (value: the numbers)
  'coordinates_swapped', // longitude and latitude were exchanged; put right
  'crs_applied', // coordinates converted from another system (value: system)
  'crs_declared', // a file says its own system, so that another that was said is not applied (value: its system)
  'crs_doubtful', // a layer seems to be in another system than was said or applied (value: system)
  'crs_unverified', // nothing to test a layer with, beside another that is in this system (value: system)
  'geometry_missing',
  'geometry_wrong_kind', // e.g. a line where a polygon is needed (value: kind)
  'polygon_self_crossing', // repaired
  'polygon_empty', // no area
  // Rows and values
  'id_missing', // one was made
  'id_duplicate', // the second became id#2
  'rows_joined', // areas with a polygon in one file and figures in another became one (value: how many)
  'row_duplicate', // equal in every column: counts once
  'row_total', // a totals row of a spreadsheet: not a place
  'row_note', // a remark or signature below the rows: not a place
  'code_damaged', // a 12-digit code that a spreadsheet turned into 3.2E+11
  'number_unreadable',
  'number_approximate', // e.g. about 200: read as 200
  'number_negative',
  'year_unreadable',
  'value_unreadable', // a choice, date or yes/no whose text is not understood: kept as text, told once for each text
  'phone_zero_lost', // a spreadsheet took a telephone number for a number: the 0 before it is gone (value: the first)
  'status_unknown', // read as open would be a silent pass, so the facility is kept but does not count
  'type_missing',
  'type_unknown', // not on our list: kept under its own code
  'type_map_code', // a mapping of the user's names a code that is none of ours: kept (value: the code)
  'type_map_row', // a line of it that lacks their category or our code
  'level_unknown',
  'area_unknown', // area_id or parent_id names no area (value: the id)
  'area_cycle', // an area is its own ancestor
  // Demand
  'elders_unknown', // residences whose elders are blank
  'elders_80_above', // more elders of 80 and more than elders in one row (value: of 80 and more; elders: all)
  'elders_many', // more elders in one home than any holds (value: how many)
  'elders_mismatch', // an area's own figure differs from its residences by more than 2 % (value: the residences' sum)
  'elders_estimated', // residences were made inside an area that has elders but none
  'residence_outside_areas', // counts in totals, in no area
  // Streets
  'streets_zero_length', // lines without length (value: how many)
  'streets_not_joined', // lines that cross or touch without a common vertex (value: how often)
  'streets_elsewhere', // hardly any home lies by a street (value: kilometres between streets and homes)
  'streets_shifted', // streets and places are in different systems (layer: which is not in WGS-84; value: its system)
  'streets_islands', // parts without a way to the rest (value: how many; elders: on those without a facility)
  'streets_incomplete', // an area gets no verdict (value: metres per built hectare; column: unplaced = too many elders are)
  'streets_end_near', // homes whose limit passes the edge of the data (column: kind; value: how many)
  'homes_unplaced', // homes without a street within reach (value: how many; id: the farthest)
  // Packs of written standards (id: the row; column: the field, requirements[KS-038].measure.each.value)
  'pack_not_json', // no JSON (value: the reader's words)
  'pack_not_a_pack', // another format (column: the field that should say it; value: what is there)
  'pack_newer', // of a newer version of the format (value: the version)
  'pack_too_large', // a text, list or nesting beyond the bounds (column: which; value: the bound)
  'pack_field_missing', // a field that has to be there
  'pack_field_unknown', // a field that the format does not have there
  'pack_field_invalid', // a field that does not fit (value: what is there -> what may be)
  'pack_id_duplicate', // a second row of the same id: left out
  'pack_reference_unknown', // a row names another that is not there (value: its id); the reference is dropped
  'pack_parameter_unknown', // an amount names a parameter that the pack does not declare (value: its id)
  'pack_column_unknown', // a column that is none of ours: fine if the user's tables have it (value: the column)
  'pack_type_unknown', // a facility type that is not on our list: fine if the user's tables have it (value: the code)
  // Scenarios (id: the scenario; column: the field, edits[3].facility.position)
  'scenario_not_json', // no JSON (value: the reader's words)
  'scenario_not_a_file', // another format (column: the field that should say it; value: what is there)
  'scenario_newer', // of a newer version of the format (value: the version)
  'scenario_too_large', // beyond the bounds (column: what; value: the bound)
  'scenario_field_invalid', // a field that does not fit (value: what is there -> what may be)
  'scenario_id_duplicate', // the second became id#2 (value: its id now)
  'scenario_id_unknown', // an edit names what is not in the data (value: its id): passed over in runs
  'scenario_link_open', // a link that joins no street (column: start or end; value: its id)
  'scenario_link_nowhere', // a link that joins one place at both ends (value: its id)
  'scenario_link_no_streets', // a link where the data have no walkways (value: its id)
  'scenario_id_taken', // an edit adds what is in the data (value: its id): passed over in runs
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
