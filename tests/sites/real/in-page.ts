// What the verification puts into real pages: the reader and all recipes.
export { type PageSource, pickRecipe } from '../../../lib/sites/fits.ts';
export { readPage } from '../../../lib/sites/interpreter.ts';
export { recipes } from '../../../lib/sites/recipes/registry.ts';
export { readSource } from '../../../lib/sites/source.ts';
export { watchPage } from '../../../lib/sites/watch.ts';
