import { ColumnRescorer } from './columnRescorer.ts'
import type { OperatorColumns } from './operatorColumns.ts'
import { scoreAlone } from './scoreAlone.ts'

/** A {@link ColumnRescorer} that scores any position. */
export class Rescorer extends ColumnRescorer {
  constructor(columns: OperatorColumns) {
    super(columns, scoreAlone)
  }
}
