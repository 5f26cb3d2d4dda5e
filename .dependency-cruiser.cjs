// Who may import whom: the table of the architecture, row by row. Whatever a row does not name is forbidden.
const room = (name) => `^lib/${name}/`;
const own = ['^globals\\.d\\.ts$'];

/** @param {string} name of the rule @param {string} from folder pattern @param {string[]} rooms it may import besides itself @param {string[]} packages */
function only(name, from, rooms, packages = []) {
  const literal = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: '\\.test\\.tsx?$' },
    to: {
      pathNot: [
        from.replace('[^/]+/', ''),
        ...rooms,
        ...own,
        ...packages.map((pkg) => `node_modules/${literal(pkg)}/`),
        ...packages.map((pkg) => `^${literal(pkg)}($|/)`),
      ],
    },
  };
}

const pure = ['domain', 'identity', 'scoring', 'analysis', 'text', 'rules'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-barrels',
      severity: 'error',
      from: { path: '^(lib|components)/' },
      to: { path: '^(lib|components)/.*/index\\.tsx?$' },
    },
    {
      name: 'no-entrypoint-imports',
      severity: 'error',
      from: { path: '^(lib|components)/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'no-test-imports',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(^tests/|\\.test\\.tsx?$)' },
    },
    {
      name: 'registry-siblings',
      severity: 'error',
      from: { path: '^lib/sites/recipes/([^/]+)\\.ts$', pathNot: '(registry|\\.test)\\.ts$' },
      to: { path: '^lib/sites/recipes/', pathNot: '^lib/sites/recipes/$1' },
    },
    {
      name: 'preset-siblings',
      severity: 'error',
      from: { path: '^lib/transfer/presets/([^/]+)\\.ts$', pathNot: '(registry|\\.test)\\.ts$' },
      to: { path: '^lib/transfer/presets/', pathNot: '^lib/transfer/presets/$1' },
    },
    { name: 'unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^#imports$|\\?' } },
    {
      name: 'browser-only-in-platform',
      severity: 'error',
      from: { pathNot: '^((lib/platform|entrypoints)/|wxt\\.config\\.ts$)' },
      to: { path: 'node_modules/wxt/' },
    },

    only('domain', room('domain'), [], ['zod']),
    only('identity', room('identity'), [room('domain')], ['libphonenumber-js']),
    only('scoring', room('scoring'), [room('domain')]),
    only('text', room('text'), [room('domain')]),
    only('search', room('search'), [room('domain'), room('text')], ['zod']),
    only('sites', room('sites'), [room('domain')], ['zod']),
    only(
      'transfer',
      room('transfer'),
      [room('domain'), room('text')],
      ['papaparse', '@types/papaparse', 'fflate', 'saxen'],
    ),
    only('backup', room('backup'), [room('domain'), room('crypto'), room('platform')], ['zod']),
    only('crypto', room('crypto'), [room('domain'), room('platform')], ['@noble/hashes']),
    only('storage', room('storage'), [room('domain'), room('platform')], ['idb', 'yjs', 'zod']),
    only(
      'app',
      room('app'),
      [
        ...pure.map(room),
        room('storage'),
        room('messaging'),
        room('sites'),
        room('search'),
        room('transfer'),
        room('backup'),
      ],
      ['zod'],
    ),
    // Files are read and written in the dashboard's own worker: whoever talks to it knows the shapes, and loads no reader.
    {
      name: 'transfer-in-its-worker',
      severity: 'error',
      from: { pathNot: '^(lib/(transfer|app)/|entrypoints/dashboard/file-worker/|tests/)|\\.test\\.tsx?$' },
      to: { path: room('transfer'), dependencyTypesNot: ['type-only'] },
    },
    // So are backups, whose keys take seconds to make; the shape of a file is for everybody.
    {
      name: 'backups-in-their-worker',
      severity: 'error',
      from: {
        pathNot: '^(lib/(backup|crypto|app)/|entrypoints/(dashboard/file-worker|background)/|tests/)|\\.test\\.tsx?$',
      },
      to: { path: '^lib/(backup/(?!format)|crypto/)', dependencyTypesNot: ['type-only'] },
    },
    only(
      'messaging',
      room('messaging'),
      [...['domain', 'platform', 'transfer', 'backup', 'crypto'].map(room)],
      ['zod'],
    ),
    only('platform', room('platform'), [room('domain')], ['wxt', '#imports']),
    only(
      'view',
      room('view'),
      // search: the palette's commands are found by the same comparison as people, without asking the background.
      // scoring/rules: rules are checked and compared as they are typed.
      [...['messaging', 'domain', 'i18n', 'transfer', 'backup', 'search'].map(room), '^lib/scoring/rules/'],
      ['preact', '@preact/signals', 'zod'],
    ),
    only('i18n', room('i18n'), [room('domain')]),
    only('ui', '^components/ui/', [], ['preact', '@preact/signals', 'lucide', '@tanstack/virtual-core']),
    only('charts', '^components/charts/', ['^components/ui/'], ['preact', '@preact/signals']),
    only(
      'features',
      '^components/(?!ui/|charts/)[^/]+/',
      [
        '^components/',
        '^lib/scoring/rules/',
        ...['view', 'domain', 'i18n', 'messaging', 'transfer', 'backup'].map(room),
      ],
      ['preact', '@preact/signals'],
    ),
    only(
      'background',
      '^entrypoints/background/',
      // i18n: only the few words the shell shows, in the user's language.
      ['app', 'storage', 'sync', 'crypto', 'messaging', 'platform', 'domain', 'sites', 'i18n'].map(room),
      ['wxt', 'zod', '#imports'],
    ),
    only(
      'shell',
      '^entrypoints/(shell|overlay)/',
      // The design's values are the one thing it takes from the components.
      [...['sites', 'messaging', 'platform', 'i18n', 'domain'].map(room), '^components/ui/tokens\\.css$'],
      ['wxt', '#imports'],
    ),
    // It is in every page of a granted site: what reads is brought in where there is something to read.
    only(
      'shell-is-small',
      '^entrypoints/shell/',
      ['^lib/sites/fits\\.ts$', ...['messaging', 'platform', 'domain'].map(room), '^components/ui/tokens\\.css$'],
      ['wxt', '#imports'],
    ),
    // Heavy sums read the database and never write it; the page that hosts their worker only passes messages on.
    only(
      'compute',
      '^entrypoints/compute(-worker)?/',
      ['app', 'storage', 'messaging', 'platform', 'domain'].map(room),
      ['wxt', '#imports'],
    ),
    // Everybody is compared in a worker of the dashboard's own.
    only(
      'duplicate-worker',
      '^entrypoints/dashboard/duplicate-worker/',
      ['identity', 'messaging', 'platform', 'domain'].map(room),
    ),
    only(
      'pages',
      '^entrypoints/(panel|sidepanel|dashboard|popup)/(?!duplicate-worker/)',
      // The worker's script, by its address alone.
      [
        '^components/',
        '^entrypoints/dashboard/duplicate-worker/duplicate-worker\\.ts',
        ...['view', 'i18n', 'messaging', 'platform', 'domain', 'transfer', 'backup', 'crypto'].map(room),
      ],
      ['preact', '@preact/signals', 'wxt', '#imports'],
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.output|\\.wxt|tests/testbeds)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css'],
    },
  },
};
