import { saveFile } from './saveFile.ts'

/** A cell: text, or an exact number already written with a decimal point. Empty text is an empty cell. */
export type CsvCell = string | number | bigint

/** What spreadsheets take for the start of a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
/** A number is no formula, also with a sign. */
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i

/**
 * A table as comma-separated values after RFC 4180: CRLF after every record, quotes doubled, cells with commas,
 * quotes or line breaks in quotes.
 *
 * Token symbols and names are other people's text: a cell that a spreadsheet would run as a formula begins with an
 * apostrophe instead, unless it is a plain number.
 *
 * @throws RangeError when a row has more or fewer cells than the header
 */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows]
    .map((row) => {
      if (row.length !== header.length)
        throw new RangeError(`A row has ${row.length} cells, the header ${header.length}.`)
      return `${row.map(cell).join(',')}\r\n`
    })
    .join('')
}

function cell(value: CsvCell): string {
  const text = String(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Offers a table as a file to save. It begins with a byte order mark, without which Excel misreads UTF-8. */
export function saveCsv(name: string, csv: string): void {
  saveFile(name, `\u{feff}${csv}`, 'text/csv;charset=utf-8')
}
