import type { Command } from '../../lib/view/palette-match.ts';
import type { IconNode } from '../ui/icons.ts';

/** A command as the palette shows it. */
export interface PaletteCommand extends Command {
  readonly icon: IconNode;
}
