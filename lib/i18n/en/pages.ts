import type { Message } from '../message.ts';

/** Texts of the dashboard, the popup and the settings. */
export const pages = {} as const satisfies Record<string, Message>;
