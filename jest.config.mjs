const shared = {
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/.whenly/'],
};

/** Three kinds of tests: pure ones, ones that use real services, and journeys through the whole platform. */
export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(integration|journey)\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/**/*.integration.test.ts'],
      globalSetup: '<rootDir>/local/src/test/integration-setup.ts',
      globalTeardown: '<rootDir>/local/src/test/integration-teardown.ts',
    },
    { ...shared, displayName: 'journeys', testMatch: ['<rootDir>/**/*.journey.test.ts'] },
  ],
};
