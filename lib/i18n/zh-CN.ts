import type { Catalogue } from './catalogue.ts';
import { backup } from './zh-CN/backup.ts';
import { bought } from './zh-CN/bought.ts';
import { customerPage } from './zh-CN/customer-page.ts';
import { duplicates } from './zh-CN/duplicates.ts';
import { exportTexts } from './zh-CN/export.ts';
import { files } from './zh-CN/files.ts';
import { filters } from './zh-CN/filters.ts';
import { gone } from './zh-CN/gone.ts';
import { goods } from './zh-CN/goods.ts';
import { importReport } from './zh-CN/import-report.ts';
import { outlook } from './zh-CN/outlook.ts';
import { pages } from './zh-CN/pages.ts';
import { palette } from './zh-CN/palette.ts';
import { panel } from './zh-CN/panel.ts';
import { questions } from './zh-CN/questions.ts';
import { records } from './zh-CN/records.ts';
import { rules } from './zh-CN/rules.ts';
import { scoreSettings } from './zh-CN/score-settings.ts';
import { scores } from './zh-CN/scores.ts';
import { segments } from './zh-CN/segments.ts';
import { todayFew } from './zh-CN/today-few.ts';
import { words } from './zh-CN/words.ts';

export const zhCN = {
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
