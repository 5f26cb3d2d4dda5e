import { QUALITY_CHECK_IDS } from '../../domain/quality.ts';
import { type AppDeps, done, type HandlersOf } from '../deps.ts';
import type { CustomerList } from '../list/customer-list.ts';
import { holds } from './checks.ts';

/** The data-quality report: counted with rests, so that nobody else waits for it. */
export function qualityHandlers(deps: AppDeps, list: CustomerList): HandlersOf<'quality'> {
  return {
    async 'quality.report'() {
      const tests = QUALITY_CHECK_IDS.map((check) => ({ check, test: holds(check), count: 0 }));
      const pace = deps.pace();
      let customers = 0;
      for await (const { facts, now } of list.subjects({ facts: true })) {
        customers += 1;
        if (facts) for (const one of tests) if (one.test(facts, now)) one.count += 1;
        if (pace.isDue()) await pace.rest();
      }
      return done({ customers, checks: tests.map(({ check, count }) => ({ check, count })) });
    },
  };
}
