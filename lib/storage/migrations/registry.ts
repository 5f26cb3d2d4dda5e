import { m001 } from './001-tables-and-log.ts';
import { m002 } from './002-segments.ts';
import type { Migration } from './migration.ts';

/** Every layout step in order. The last one's number is the database's version. */
export const migrations: readonly Migration[] = [m001, m002];

export const SCHEMA_VERSION = migrations.at(-1)?.to ?? 0;
