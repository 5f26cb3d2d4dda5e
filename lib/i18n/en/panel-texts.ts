import { panel } from './panel.ts';
import { words } from './words.ts';

/** All that the panel says. */
export const panelTexts = { ...words, ...panel } as const;
