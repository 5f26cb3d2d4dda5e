import type { Catalogue } from './catalogue.ts';
import { customerPage } from './zh-TW/customer-page.ts';
import { exportTexts } from './zh-TW/export.ts';
import { files } from './zh-TW/files.ts';
import { filters } from './zh-TW/filters.ts';
import { pages } from './zh-TW/pages.ts';
import { palette } from './zh-TW/palette.ts';
import { panel } from './zh-TW/panel.ts';
import { words } from './zh-TW/words.ts';

export const zhTW = {
  ...words,
  ...panel,
  ...customerPage,
  ...pages,
  ...files,
  ...exportTexts,
  ...filters,
  ...palette,
} as const satisfies Catalogue;
