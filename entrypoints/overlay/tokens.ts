import { world } from '../shell/world.ts';

/** The design's values by name, as the shell of this document has them. */
export const tokens: Readonly<Record<string, string>> = world.regularsShell?.tokens ?? {};
