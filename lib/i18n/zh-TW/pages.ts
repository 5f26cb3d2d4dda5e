import type { pages as english } from '../en/pages.ts';
import type { Message } from '../message.ts';

export const pages = {} as const satisfies Record<keyof typeof english, Message>;
