/** The arrows of docs/architecture.md: core ← platform ← { eventserver, operator, webapp } ← local. */
const folder = (...names) => `^(${names.join('|')})/`;
/** Tests, and the folders of what only tests use. */
const tests = '(\\.test\\.ts$|/test/)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'core-imports-only-core',
      comment: 'core is pure: no I/O, no packages, nothing of the other workspaces.',
      severity: 'error',
      from: { path: folder('core'), pathNot: tests },
      to: { pathNot: folder('core') },
    },
    {
      name: 'platform-knows-no-service',
      severity: 'error',
      from: { path: folder('platform'), pathNot: tests },
      to: { path: folder('eventserver', 'operator', 'webapp', 'local') },
    },
    ...['eventserver', 'operator', 'webapp'].map((service) => ({
      name: `${service}-stands-alone`,
      comment: 'Services meet in PostgreSQL, on NATS subjects and on types in core, never in code.',
      severity: 'error',
      from: { path: folder(service), pathNot: tests },
      to: {
        path: folder(...['eventserver', 'operator', 'webapp', 'local'].filter((other) => other !== service)),
      },
    })),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'declared-packages-only',
      severity: 'error',
      from: { pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js'],
    },
  },
};
