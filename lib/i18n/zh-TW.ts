import type { Catalogue } from './catalogue.ts';
import { backup } from './zh-TW/backup.ts';
import { bought } from './zh-TW/bought.ts';
import { customerPage } from './zh-TW/customer-page.ts';
import { duplicates } from './zh-TW/duplicates.ts';
import { exportTexts } from './zh-TW/export.ts';
import { files } from './zh-TW/files.ts';
import { filters } from './zh-TW/filters.ts';
import { gone } from './zh-TW/gone.ts';
import { goods } from './zh-TW/goods.ts';
import { importReport } from './zh-TW/import-report.ts';
import { outlook } from './zh-TW/outlook.ts';
import { pages } from './zh-TW/pages.ts';
import { palette } from './zh-TW/palette.ts';
import { panel } from './zh-TW/panel.ts';
import { questions } from './zh-TW/questions.ts';
import { records } from './zh-TW/records.ts';
import { rules } from './zh-TW/rules.ts';
import { scoreSettings } from './zh-TW/score-settings.ts';
import { scores } from './zh-TW/scores.ts';
import { segments } from './zh-TW/segments.ts';
import { todayFew } from './zh-TW/today-few.ts';
import { words } from './zh-TW/words.ts';

export const zhTW = {
  ...words,
  ...panel,
  ...customerPage,
  ...pages,
  ...files,
  ...importReport,
  ...exportTexts,
  ...duplicates,
  ...questions,
  ...backup,
  ...gone,
  ...records,
  ...filters,
  ...segments,
  ...palette,
  ...outlook,
  ...scores,
  ...todayFew,
  ...goods,
  ...bought,
  ...scoreSettings,
  ...rules,
} as const satisfies Catalogue;
