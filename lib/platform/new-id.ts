import { uuidv7 } from '../domain/ids.ts';
import { now } from './clock.ts';
import { randomBytes } from './random.ts';

// Apart from `random.ts`, which the shell carries into every page: ids bring their checker along.

/** A fresh time-ordered id. */
export const newId = (): string => uuidv7(now(), randomBytes);
