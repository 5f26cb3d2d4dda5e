import type { Catalogue } from './catalogue.ts';
import { pages } from './zh-CN/pages.ts';
import { panel } from './zh-CN/panel.ts';
import { words } from './zh-CN/words.ts';

export const zhCN = { ...words, ...panel, ...pages } as const satisfies Catalogue;
