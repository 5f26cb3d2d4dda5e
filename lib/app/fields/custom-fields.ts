import type { CustomField } from '../../domain/custom-field.ts';
import type { AppDeps } from '../deps.ts';
import { readFields } from './fields.ts';

/** The shop's custom fields, held in memory: the same list until something about them changes. */
export interface CustomFields {
  all(): Promise<readonly CustomField[]>;
  forget(): void;
}

export function createCustomFields({ store }: Pick<AppDeps, 'store'>): CustomFields {
  let reading: Promise<readonly CustomField[]> | undefined;
  return {
    all() {
      reading ??= store.read(readFields).catch((error: unknown) => {
        reading = undefined;
        throw error;
      });
      return reading;
    },
    forget() {
      reading = undefined;
    },
  };
}
