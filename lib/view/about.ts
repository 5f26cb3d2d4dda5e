import type { ReplyOf } from '../messaging/contract.ts';

/** Whether this browser's file is what it was. */
export type About = ReplyOf<'backup.about'>;
