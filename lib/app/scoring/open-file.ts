import type { Database } from '../../storage/database.ts';
import type { FileColumns } from './file-columns.ts';
import type { HeldFile } from './read-file.ts';
import type { SegmentSource } from './rule-segments.ts';

/** The file with its columns, as it is now. */
export interface OpenFile extends HeldFile {
  readonly columns: FileColumns;
  readonly database: Database;
  readonly segments: SegmentSource;
}
