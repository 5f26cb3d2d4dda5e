import type { Catalogue } from './catalogue.ts';
import { customerPage } from './zh-CN/customer-page.ts';
import { exportTexts } from './zh-CN/export.ts';
import { files } from './zh-CN/files.ts';
import { filters } from './zh-CN/filters.ts';
import { pages } from './zh-CN/pages.ts';
import { palette } from './zh-CN/palette.ts';
import { panel } from './zh-CN/panel.ts';
import { words } from './zh-CN/words.ts';

export const zhCN = {
  ...words,
  ...panel,
  ...customerPage,
  ...pages,
  ...files,
  ...exportTexts,
  ...filters,
  ...palette,
} as const satisfies Catalogue;
