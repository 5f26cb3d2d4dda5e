import { expect, it } from 'vitest';
import { pickRecipe } from './fits.ts';
import { readPage } from './interpreter.ts';
import { Recipe, type RecipeDraft, Selector } from './recipe.ts';

const draft = (selector: string, more: Partial<RecipeDraft> = {}): RecipeDraft => ({
  recipe: 1,
  id: 'own',
  name: 'Own',
  version: 1,
  matches: ['https://shop.example'],
  views: [
    {
      view: 'customer',
      frame: 'any',
      when: { selector: 'body' },
      people: [
        {
          role: 'customer',
          email: [
            { id: 'title', kind: 'machine', sure: 1, selector, take: { as: 'attr', name: 'title' } },
            { id: 'link', kind: 'machine', sure: 1, selector, take: { as: 'mailto' } },
          ],
        },
      ],
      watch: ['body'],
    },
  ],
  ...more,
});
const page = (html: string, url = 'https://shop.example/') => ({
  document: new DOMParser().parseFromString(html, 'text/html'),
  url,
  isTop: true,
});

it.each([
  'a{color:red}',
  'a}b',
  'a/*x*/b',
  '*/',
  '@import "x"',
  'a\\:b',
  '\\75rl(x)',
  'a[style="background:url(https://x.example)"]',
  'URL (x)',
  'a\nb',
  'a\u202eb',
  '',
  'a'.repeat(301),
])('the selector %s is refused', (selector) => {
  expect(Selector.safeParse(selector).success).toBe(false);
  expect(Recipe.safeParse(draft(selector)).success).toBe(false);
});

it('a recipe is data and nothing besides: unknown keys, functions and other versions are refused', () => {
  expect(Recipe.safeParse(draft('a')).success).toBe(true);
  for (const more of [{ run: 'x' }, { recipe: 2 }, { matches: ['*://*/*'] }, { matches: [] }, { views: [] }]) {
    expect(Recipe.safeParse({ ...draft('a'), ...more }).success).toBe(false);
  }
  expect(Recipe.safeParse({ ...draft('a'), probe: () => true }).success).toBe(false);
});

it('an element that says two addresses gives none', () => {
  const recipe = Recipe.parse(draft('a'));
  const email = (html: string) => readPage(recipe, page(html))?.sighting.people[0]?.email?.value;
  expect(email('<a title="one@x.example" href="mailto:one@x.example">')).toBe('one@x.example');
  expect(email('<a title="one@x.example">')).toBe('one@x.example');
  expect(email('<a title="one@x.example" href="mailto:two@x.example">')).toBeUndefined();
});

it('origins are matched whole', () => {
  const recipe = Recipe.parse(draft('a', { matches: ['https://shop.example', 'https://*.mail.example:8443'] }));
  const picked = (url: string) => pickRecipe([recipe], page('', url)) !== undefined;
  expect(picked('https://shop.example/x')).toBe(true);
  expect(picked('https://a.mail.example:8443/')).toBe(true);
  for (const url of [
    'http://shop.example/',
    'https://evilshop.example/',
    'https://shop.example.evil.example/',
    'https://shop.example:444/',
    'https://evilmail.example:8443/',
    'data:text/html,x',
  ])
    expect(picked(url), url).toBe(false);
});

it('50,000 made-up selectors neither throw, load, nor change the page', () => {
  const signs = [
    'a',
    '*',
    '#x',
    '.y',
    '[',
    ']',
    '(',
    ')',
    ':',
    ':has',
    ':not(',
    '::before',
    '>',
    '+',
    '~',
    ',',
    '"',
    "'",
    '=',
    '$',
    '^',
    '|',
    ' ',
    '1',
    '-',
    '<b>',
    '&',
    '\\',
    '{',
    '}',
    '@',
    '/*',
    'url(',
  ];
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const target = page('<div id="x"><a title="one@x.example">one</a></div>');
  const before = target.document.documentElement.outerHTML;
  const loads = performance.getEntriesByType('resource').length;
  const template = Recipe.parse(draft('a'));
  let accepted = 0;
  for (let round = 0; round < 50_000; round++) {
    const selector = Array.from({ length: 1 + random(8) }, () => signs[random(signs.length)]).join('');
    if (!Selector.safeParse(selector).success) continue;
    accepted++;
    const view = {
      ...template.views[0],
      scope: selector,
      keepClear: [selector],
      watch: [selector],
    } as Recipe['views'][number];
    readPage({ ...template, views: [view] }, target);
  }
  expect(accepted).toBeGreaterThan(10_000);
  expect(target.document.documentElement.outerHTML).toBe(before);
  expect(performance.getEntriesByType('resource').length).toBe(loads);
});
