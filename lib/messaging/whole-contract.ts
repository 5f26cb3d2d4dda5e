import { contract } from './contract.ts';
import { recordsContract } from './records-contract.ts';

/** Every method there is, for the background, which has to answer them. */
export const wholeContract = { ...contract, ...recordsContract } as const;
