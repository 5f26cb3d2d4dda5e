import type { ComponentChildren } from 'preact';
import { loadRecordsTranslator } from '../../lib/i18n/load-records-translator.ts';
import { BroughtTexts } from './BroughtTexts.tsx';

/** Brings the texts of custom fields and history to where only the panel's own are at hand. */
export const RecordTexts = ({ children }: { children: ComponentChildren }) => (
  <BroughtTexts sign="fields.title" load={loadRecordsTranslator}>
    {children}
  </BroughtTexts>
);
