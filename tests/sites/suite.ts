import { describe, expect, it } from 'vitest';
import { Sighting } from '../../lib/domain/sighting.ts';
import { pickRecipe } from '../../lib/sites/fits.ts';
import { readPage } from '../../lib/sites/interpreter.ts';
import { Recipe } from '../../lib/sites/recipe.ts';
import { recipes } from '../../lib/sites/recipes/registry.ts';
import { type Fixture, fixtures, plain } from './fixtures.ts';

/** The tests of one site: all of its pages below tests/fixtures/sites, read as its recipe says. */
export function describeSite(id: string): void {
  const found = recipes.find((one) => one.id === id);
  if (!found) throw new Error(`no recipe ${id} in the registry`);
  const recipe: Recipe = found;
  const own = fixtures.filter((fixture) => fixture.site === id);
  const read = (rule: Recipe, fixture: Fixture) => readPage(rule, fixture.open());

  it('has pages in English and in Chinese, and a poisoned one', () => {
    const languages = new Set(own.map((fixture) => fixture.open().document.documentElement.lang.slice(0, 2)));
    expect([...languages].sort()).toEqual(['en', 'zh']);
    expect(own.some((fixture) => fixture.name.includes('poisoned'))).toBe(true);
  });

  it('costs its page at most 2 ms a read, median of 30', () => {
    for (const fixture of own) {
      const page = fixture.open();
      const times = Array.from({ length: 30 }, () => {
        const start = performance.now();
        readPage(recipe, page);
        return performance.now() - start;
      }).sort((one, other) => one - other);
      expect(times[15], fixture.name).toBeLessThanOrEqual(2);
    }
  });

  describe.each(own)('page $name', (fixture) => {
    it('has an expectation', () => {
      expect(fixture.expected).toBeDefined();
      expect(fixture.expected?.facts).not.toBeUndefined();
    });

    it('gives exactly the expected facts, and they are a sighting', () => {
      const reading = read(recipe, fixture);
      expect(plain(reading?.sighting)).toEqual(fixture.expected?.facts);
      if (reading) Sighting.parse(reading.sighting);
    });

    it('is picked by its own recipe and by no other', () => {
      expect(pickRecipe(recipes, fixture.open())?.id).toBe(id);
    });

    it('names where badges belong and what to leave free', () => {
      const reading = read(recipe, fixture);
      expect(reading?.badges.map((badge) => badge.anchor.textContent?.trim()) ?? []).toEqual(
        fixture.expected?.badges ?? [],
      );
      if (fixture.expected?.keepClear) expect(reading?.keepClear).toHaveLength(fixture.expected.keepClear);
    });

    it('is not changed by a read', () => {
      const page = fixture.open();
      const observer = new MutationObserver(() => {});
      observer.observe(page.document, { childList: true, subtree: true, attributes: true, characterData: true });
      const before = page.document.documentElement.outerHTML;
      readPage(recipe, page);
      expect(observer.takeRecords()).toEqual([]);
      expect(page.document.documentElement.outerHTML).toBe(before);
      observer.disconnect();
    });

    it('never turns wrong when one anchor of the recipe is gone', () => {
      const baseline = plain(read(recipe, fixture)?.sighting);
      const ids = anchorIds(recipe);
      expect(ids.size).toBeGreaterThanOrEqual(2);
      for (const id of ids)
        expectPartOf(plain(read(without(recipe, id), fixture)?.sighting), baseline, `without ${id}`);
    });

    it('never turns wrong when what one selector points at is gone from the page', () => {
      const baseline = plain(read(recipe, fixture)?.sighting);
      for (const selector of selectors(recipe)) {
        const page = fixture.open();
        for (const element of page.document.querySelectorAll(selector)) element.remove();
        expectPartOf(plain(readPage(recipe, page)?.sighting), baseline, `page without ${selector}`);
      }
    });
  });
}

type Json = ReturnType<typeof plain>;

/** Every value of `part` stands at the same place in `whole`; lists may have lost members, never gained or changed one. */
function expectPartOf(part: Json, whole: Json, why: string): void {
  expect(isPart(part, whole), `${why}: ${JSON.stringify(part)}`).toBe(true);
}
function isPart(part: Json, whole: Json): boolean {
  if (part === null) return true;
  if (Array.isArray(part))
    return Array.isArray(whole) && part.every((member) => whole.some((other) => isPart(member, other)));
  if (typeof part !== 'object') return part === whole;
  return (
    typeof whole === 'object' &&
    whole !== null &&
    Object.entries(part).every(
      ([key, value]) => isPart(value, (whole as Record<string, Json>)[key] ?? null) && (value === null || key in whole),
    )
  );
}

function visit(node: unknown, see: (object: Record<string, unknown>) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) see(node as Record<string, unknown>);
  for (const child of Object.values(node)) visit(child, see);
}
function anchorIds(recipe: Recipe): Set<string> {
  const ids = new Set<string>();
  visit(recipe.views, (object) => {
    if ('take' in object) ids.add(String(object.id));
  });
  return ids;
}
function selectors(recipe: Recipe): Set<string> {
  const found = new Set<string>();
  visit(recipe.views, (object) => {
    for (const key of ['selector', 'each', 'inside']) if (typeof object[key] === 'string') found.add(object[key]);
  });
  return found;
}
/** The recipe with one anchor that never finds anything: an element no page has. */
function without(recipe: Recipe, id: string): Recipe {
  const copy = structuredClone(recipe) as Recipe;
  visit(copy.views, (object) => {
    if (object.id === id) Object.assign(object, { selector: 'gone-from-the-page', page: true });
  });
  return Recipe.parse(copy);
}
