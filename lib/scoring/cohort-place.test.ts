import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BEFORE_HISTORY, MONTHS_AFTER } from '../domain/cohort.ts';
import { cohortPlaceOf } from './cohort-place.ts';
import { cohortTable } from './cohorts.ts';
import { columnsOf } from './columns.ts';

const DAY_MS = 86_400_000;
const FIRST = Math.floor(Date.UTC(2019, 0, 1) / DAY_MS);
const AS_OF = FIRST + 2000;

it('everybody stands where the table of cohorts counts them', () => {
  const person = fc.uniqueArray(fc.integer({ min: FIRST, max: AS_OF + 40 }), { maxLength: 8 });
  const history = fc.option(fc.record({ startDay: fc.integer({ min: FIRST, max: AS_OF }), silenceDays: fc.nat(200) }), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 25 }), history, (people, since) => {
      const columns = columnsOf(
        people.map((days) => days.sort((a, b) => a - b).map((day) => ({ day, value: 100, orders: 1 }))),
      );
      const table = cohortTable(columns, AS_OF, since);
      const places = people.map((_, i) => cohortPlaceOf(columns, i, AS_OF, since));
      expect(places.filter(({ month }) => month === BEFORE_HISTORY).length).toBe(table.beforeImport);
      for (const { month, size, returned } of table.cohorts) {
        const own = places.filter((place) => place.month === month);
        expect(own.length).toBe(size);
        const again = returned
          .slice(1, 1 + MONTHS_AFTER)
          .map((_, after) => own.filter((place) => (place.again >>> after) & 1).length);
        expect(again).toEqual(returned.slice(1, 1 + MONTHS_AFTER));
      }
    }),
  );
});
