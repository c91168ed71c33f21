import type { SpanTable } from '../trace/span-table';
import type { Stretch } from '../trace/stretch';
import type { Slice } from './engine';

/** The tasks of a call that are rows of a table. */
export interface TaskTable {
  readonly call: Slice['call'];
  readonly spans: SpanTable;
  /** What the engine sends in the place of each input. */
  readonly parcels: readonly unknown[];
  /** Told how many more have settled. */
  readonly settled: (tasks: number) => void;
}

/** Rows that follow one another. */
export class TableSlice implements Slice {
  constructor(
    private readonly table: TaskTable,
    readonly first: number,
    readonly length: number,
  ) {}

  get call(): Slice['call'] {
    return this.table.call;
  }

  labelOf(index: number): string {
    return this.table.spans.labelOf(index);
  }

  spanIdOf(index: number): number {
    return index;
  }

  parcelsFrom(index: number): readonly unknown[] {
    return this.table.parcels.slice(index, this.first + this.length);
  }

  /** A call is called off as a whole: all of them, or none. */
  start(): boolean {
    const { spans } = this.table;
    if (!spans.isQueued(this.first)) return false;
    spans.start(this.first, this.first + this.length);
    return true;
  }

  ended(stretch: Stretch): void {
    this.table.spans.ended(stretch);
    this.table.settled(stretch.values.length);
  }
}
