// npm run new KIND NAME: writes the skeleton of one more thing of a kind: its file, its registry line, its test.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Kind {
  /** Files of the new thing: path → content. */
  files(name: string): Record<string, string>;
  /** The registry's file, and its text with the new line in it. */
  register(name: string): readonly [path: string, text: string];
  /** What there is to do next. */
  next(name: string): string;
}

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const site: Kind = {
  files: (name) => ({
    [`lib/sites/recipes/${name}.ts`]: `import type { RecipeDraft } from '../recipe.ts';

/** Fill in: what this site is, on which origins, in which interface languages. */
export const ${camel(name)}: RecipeDraft = {
  recipe: 1,
  id: '${name}',
  name: '${name}',
  version: 1,
  // Fill in: the site's origins; or, for self-hosted software, a \`probe\` of signs in the document.
  matches: ['https://${name}.example'],
  views: [
    {
      view: 'order',
      frame: 'top',
      // Fill in: the shape of the address, and an element that only this view has.
      when: { url: { pathEnd: 'orders/:id' }, selector: '#fill-in' },
      people: [
        {
          role: 'buyer',
          // Fill in: surest anchor first: id in a link, attribute, structure beside a label in all page languages.
          account: [
            {
              id: 'buyer-link',
              kind: 'machine',
              sure: 1,
              selector: '#fill-in a',
              take: { as: 'path', end: 'customers/:id' },
            },
          ],
          name: [{ id: 'buyer-name', kind: 'machine', sure: 0.9, selector: '#fill-in a', take: { as: 'text' } }],
        },
      ],
      order: {
        number: [
          { id: 'order-number', kind: 'machine', sure: 0.9, selector: '#fill-in .number', take: { as: 'text' } },
        ],
      },
      // Fill in: the site's primary actions, and the container whose changes matter.
      keepClear: ['#fill-in button'],
      watch: ['#fill-in'],
    },
  ],
};
`,
    [`tests/sites/${name}.test.ts`]: `import { describeSite } from './suite.ts';

describeSite('${name}');
`,
    ...Object.fromEntries(
      [
        ['order-en', 'en'],
        ['order-zh', 'zh'],
        ['order-poisoned', 'en'],
      ].flatMap(([page, language]) => [
        [
          `tests/fixtures/sites/${name}/${page}.html`,
          `<!DOCTYPE html><html lang="${language}"><body><!-- Fill in: a small page of our own in the shape of the site's. --></body></html>\n`,
        ],
        [
          `tests/fixtures/sites/${name}/${page}.json`,
          `${JSON.stringify(
            {
              url: `https://${name}.example/orders/1`,
              isTop: true,
              facts: `Fill in: what must be read from ${page}.html (see the other sites for the shape).`,
            },
            null,
            2,
          )}\n`,
        ],
      ]),
    ),
  }),
  register: (name) => {
    const path = 'lib/sites/recipes/registry.ts';
    const imported = /^import \{ \w+ \} from '\.\/.*\n/gm;
    const before = readFileSync(path, 'utf8');
    const lines = [...(before.match(imported) ?? []), `import { ${camel(name)} } from './${name}.ts';\n`];
    const byPath = (line: string) => line.split("'")[1] ?? '';
    lines.sort((one, other) => (byPath(one) < byPath(other) ? -1 : 1));
    const text = before
      .replace(imported, '')
      .replace(/(from '\.\.\/recipe\.ts';\n)/, (line) => line + lines.join(''))
      .replace(
        /(recipes:[^=]*=\s*\[)([^\]]*)\]/,
        (_, head: string, list: string) => `${head}${list.trim()}, ${camel(name)}]`,
      );
    return [path, text];
  },
  next: (name) =>
    `Now fill in lib/sites/recipes/${name}.ts and the pages in tests/fixtures/sites/${name}, until this passes:\n  npx vitest run --project sites tests/sites/${name}.test.ts`,
};

const preset: Kind = {
  files: (name) => ({
    [`lib/transfer/presets/${name}.ts`]: `import type { Preset } from '../preset.ts';

// Fill in: which program writes this, and where its documentation lists the columns.
export const ${camel(name)}: Preset = {
  id: '${name}',
  name: '${name}',
  holds: 'customers',
  // Fill in: the headers by which its files are told, one list for each form they come in.
  signatures: [['Fill in ${name}']],
  columns: {
    // Fill in: each target's column; of several places the best first; parts of a name or address in a list of their own.
    'customer.name': ['Fill in ${name}'],
  },
};
`,
    [`tests/fixtures/transfer/${name}.csv`]: `Fill in ${name}\nFill in: rows in the shape of the program's own\n`,
    [`tests/fixtures/transfer/${name}.json`]: `${JSON.stringify(
      { encoding: 'utf-8', user: { timeZone: 'UTC' }, rows: ['Fill in: what each row must be read to.'] },
      null,
      2,
    )}\n`,
  }),
  register: (name) => {
    const path = 'lib/transfer/presets/registry.ts';
    const imported = /^import \{ \w+ \} from '\.\/.*\n/gm;
    const before = readFileSync(path, 'utf8');
    const lines = [...(before.match(imported) ?? []), `import { ${camel(name)} } from './${name}.ts';\n`];
    const byPath = (line: string) => line.split("'")[1] ?? '';
    lines.sort((one, other) => (byPath(one) < byPath(other) ? -1 : 1));
    const text = before
      .replace(imported, '')
      .replace(/(from '\.\.\/preset\.ts';\n)/, (line) => line + lines.join(''))
      .replace(
        /(presets:[^=]*=\s*\[)([^\]]*)\]/,
        (_, head: string, list: string) => `${head}${list}  ${camel(name)},\n]`,
      );
    return [path, text];
  },
  next: (name) =>
    `Now fill in lib/transfer/presets/${name}.ts and its sample in tests/fixtures/transfer, until this passes:\n  npx vitest run --project node lib/transfer/presets`,
};

/** One line a kind. */
const kinds: Record<string, Kind> = { site, preset };

function create(kindName: string | undefined, name: string | undefined): string | undefined {
  const known = Object.keys(kinds).join(', ');
  const kind = kindName !== undefined && Object.hasOwn(kinds, kindName) ? kinds[kindName] : undefined;
  if (!kind) return `There is no kind "${kindName ?? ''}". Kinds: ${known}. Usage: npm run new KIND NAME`;
  if (!name || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    return `"${name ?? ''}" cannot be a name: small letters, digits and single hyphens, beginning with a letter.`;
  }
  const files = kind.files(name);
  const taken = Object.keys(files).find((path) => existsSync(path));
  if (taken) return `There already is a ${kindName} "${name}": ${taken}. Nothing was written.`;
  const [registryPath, registryText] = kind.register(name);
  for (const [path, text] of [...Object.entries(files), [registryPath, registryText] as const]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
  console.log(kind.next(name));
  return undefined;
}

const problem = create(process.argv[2], process.argv[3]);
if (problem) {
  console.error(problem);
  process.exit(1);
}
