import { backup } from './en/backup.ts';
import { bought } from './en/bought.ts';
import { customerPage } from './en/customer-page.ts';
import { duplicates } from './en/duplicates.ts';
import { exportTexts } from './en/export.ts';
import { files } from './en/files.ts';
import { filters } from './en/filters.ts';
import { gone } from './en/gone.ts';
import { goods } from './en/goods.ts';
import { importReport } from './en/import-report.ts';
import { outlook } from './en/outlook.ts';
import { pages } from './en/pages.ts';
import { palette } from './en/palette.ts';
import { panel } from './en/panel.ts';
import { questions } from './en/questions.ts';
import { records } from './en/records.ts';
import { rules } from './en/rules.ts';
import { scoreSettings } from './en/score-settings.ts';
import { scores } from './en/scores.ts';
import { segments } from './en/segments.ts';
import { todayFew } from './en/today-few.ts';
import { words } from './en/words.ts';

/** The English texts: their keys and parameters are what every other language has to satisfy. */
export const en = {
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
} as const;
