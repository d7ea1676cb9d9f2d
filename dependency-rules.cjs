/** The arrows of docs/architecture.md, enforced. Run: npm run arrows */
const inFeature = '^src/features/([^/]+)/';
const roles = '-(service|store|routes|schema|ingest|pipeline)[.]ts$';
const ladder = [
  'geometry',
  'detection',
  'tracking',
  'zones',
  'rules',
  'statistics',
  'forecast',
  'evaluation',
];
/** Computing packages the pure core may use: no I/O, no clock. Everything else enters as an argument. */
const purePackages = ['linear-sum-assignment'];
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'Two files that need each other are one file, or miss a third.',
      {},
      { circular: true },
    ),
    forbid(
      'analytics-is-pure',
      'analytics/ takes values and returns values: no Node, no other folder, no package but the listed ones.',
      { path: '^src/analytics/', pathNot: '[.]test[.]ts$' },
      { pathNot: ['^src/analytics/', `^(node_modules/)?(${purePackages.join('|')})(/|$)`] },
    ),
    ...ladder
      .slice(0, -1)
      .map((rung, height) =>
        forbid(
          `analytics-${rung}-looks-down-only`,
          `The ladder is ${ladder.join(' < ')}; a rung imports lower rungs only.`,
          { path: `^src/analytics/${rung}/`, pathNot: '[.]test[.]ts$' },
          { path: `^src/analytics/(${ladder.slice(height + 1).join('|')})/` },
        ),
      ),
    forbid(
      'foundation-is-a-leaf',
      'foundation/ knows nothing of the territory.',
      { path: '^src/foundation/', pathNot: '[.]test[.]ts$' },
      { path: '^src/(?!foundation/)' },
    ),
    forbid(
      'features-stay-apart',
      'A feature reaches another only through events.ts or a port filled in by app/.',
      { path: inFeature },
      { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/events[.]ts$'] },
    ),
    forbid(
      'features-know-no-adapter',
      'A feature states a port; app/ plugs the adapter.',
      { path: '^src/features/' },
      { path: '^src/(adapters|app|cli)/' },
    ),
    forbid(
      'only-stores-touch-the-database',
      'SQL lives in *-store.ts.',
      { path: '^src/(features|http|foundation|adapters)/', pathNot: ['-store[.]ts$', '[.]test[.]ts$'] },
      { path: '^src/database/' },
    ),
    forbid(
      'only-routes-touch-http',
      'Requests and replies live in *-routes.ts.',
      { path: '^src/(features|database|adapters)/', pathNot: ['-routes[.]ts$', '[.]test[.]ts$'] },
      { path: '^src/http/' },
    ),
    forbid(
      'plain-nouns-are-pure',
      'A feature file without a role suffix decides; it does not act.',
      { path: inFeature, pathNot: [roles, '[.]test[.]ts$', '/ports[.]ts$'] },
      {
        path: '.',
        pathNot: [
          '^src/analytics/',
          '^src/foundation/',
          '^src/features/events[.]ts$',
          `^src/features/$1/(?!.*${roles}).+$`,
        ],
      },
    ),
    forbid(
      'adapters-see-ports-only',
      'An adapter knows the shape it must fill, as a type, and nothing else of a feature.',
      { path: '^src/adapters/' },
      { path: '^src/features/', pathNot: '/ports[.]ts$' },
    ),
    forbid(
      'adapters-import-ports-as-types',
      'Ports are types.',
      { path: '^src/adapters/' },
      { path: '/ports[.]ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'adapters-stay-apart',
      'One technology, one folder.',
      { path: '^src/adapters/([^/]+)/' },
      { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    ),
    forbid(
      'services-take-stores-as-types',
      'A service is handed its store by app/; it names the shape only.',
      { path: '-(service|ingest|pipeline)[.]ts$' },
      { path: '^src/features/.*-store[.]ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'routes-go-through-the-service',
      'A route translates; it never queries.',
      { path: '-routes[.]ts$' },
      { path: '-store[.]ts$' },
    ),
    forbid(
      'http-and-database-see-foundation-only',
      'Tools of the rings above, ignorant of them.',
      { path: '^src/(http|database)/', pathNot: '[.]test[.]ts$' },
      { path: '^src/', pathNot: ['^src/foundation/', '^src/http/.+$', '^src/database/.+$'] },
    ),
    forbid(
      'http-and-database-ignore-each-other',
      'Requests and SQL meet in a service.',
      { path: '^src/(http|database)/' },
      { path: '^src/(http|database)/', pathNot: '^src/$1/' },
    ),
    forbid(
      'web-sees-schemas-only',
      'The web UI knows the server by its payload types.',
      { path: '^web/' },
      { path: '^src/', pathNot: '-schema[.]ts$' },
    ),
    forbid(
      'web-imports-types-only',
      'The bundle holds no server code.',
      { path: '^web/' },
      { path: '^src/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'web-features-stay-apart',
      'Screens meet in web/src/app.',
      { path: '^web/src/features/([^/]+)/' },
      { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    ),
    forbid(
      'web-flows-one-way',
      'app > features > map, api, components, style.',
      { path: '^web/src/(map|api|components|style|i18n)/' },
      { path: '^web/src/(app|features)/' },
    ),
    forbid(
      'web-features-never-import-app',
      'app > features.',
      { path: '^web/src/features/' },
      { path: '^web/src/app/' },
    ),
    forbid(
      'only-map-draws-maps',
      'MapLibre stays behind web/src/map.',
      { path: '^web/src/(?!map/)' },
      { path: 'node_modules/maplibre-gl|^maplibre-gl' },
    ),
    forbid(
      'nothing-imports-the-top',
      'app/ and cli/ import; nobody imports them.',
      { path: '^src/(?!app/|cli/)' },
      { path: '^src/(app|cli)/' },
    ),
    forbid(
      'no-test-code-in-product',
      'Fakes and fixtures stay in test/.',
      { path: '^(src|web)/', pathNot: '[.]test[.]tsx?$' },
      { path: '^test/|[.]test[.]tsx?$' },
    ),
    forbid(
      'no-orphans',
      'Nobody uses it: delete it.',
      {
        orphan: true,
        pathNot: ['[.]test[.]tsx?$', '[.]d[.]ts$', '^src/app/.*-process[.]ts$', '-worker[.]ts$'],
      },
      {},
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.web.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
    doNotFollow: { path: 'node_modules' },
  },
};
