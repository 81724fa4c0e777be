/** How much one file may hold. Beyond these a browser tab runs out of memory before it can say why. */

/** Bytes of one file, and of everything inside one zip once unpacked (guards against zip bombs). */
export const MAX_FILE_BYTES = 1_073_741_824;
/** Rows of one table. Five times the residences of the largest city we know of. */
export const MAX_ROWS = 5_000_000;
/** Entries of one zip or workbook. */
export const MAX_ENTRIES = 10_000;
/** Cells of one sheet, blank ones inside its extent included: a single cell in the last row makes all above it exist. */
export const MAX_SHEET_CELLS = 30_000_000;
/** Depth of geometry collections within geometry collections. */
export const MAX_NESTING = 8;
