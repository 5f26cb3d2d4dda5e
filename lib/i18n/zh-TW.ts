import type { Catalogue } from './catalogue.ts';
import { customerPage } from './zh-TW/customer-page.ts';
import { exportTexts } from './zh-TW/export.ts';
import { files } from './zh-TW/files.ts';
import { pages } from './zh-TW/pages.ts';
import { panel } from './zh-TW/panel.ts';
import { records } from './zh-TW/records.ts';
import { words } from './zh-TW/words.ts';

export const zhTW = {
  ...words,
  ...panel,
  ...customerPage,
  ...pages,
  ...files,
  ...exportTexts,
  ...records,
} as const satisfies Catalogue;
