/**
 * The number by which Apps Script knows a sheet (`Sheet.getSheetId`), from Univer's id of it.
 *
 * Sheets made by scripts have numeric ids already; one added in a page has random letters, which always give the same
 * number.
 */
export function sheetNumber(univerId: string): number {
  let number = numbers.get(univerId);
  if (number === undefined) {
    number = numberOf(univerId);
    numbers.set(univerId, number);
  }
  return number;
}

/** Those asked for so far: whoever looks for a tab asks for all of them. */
const numbers = new Map<string, number>();

function numberOf(univerId: string): number {
  if (/^\d{1,10}$/.test(univerId)) return Number(univerId);
  let hash = 0x811c9dc5; // FNV-1a
  for (let i = 0; i < univerId.length; i++) hash = Math.imul(hash ^ univerId.charCodeAt(i), 0x01000193);
  return hash & 0x7fffffff;
}
