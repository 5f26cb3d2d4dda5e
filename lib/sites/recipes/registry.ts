import { Recipe } from '../recipe.ts';
import { roundcube } from './roundcube.ts';
import { vendure } from './vendure.ts';

/** Every built-in recipe, parsed: what reaches a page is what the schema allows. */
export const recipes: readonly Recipe[] = [roundcube, vendure].map((recipe) => Recipe.parse(recipe));
